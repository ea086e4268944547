package io.carillon.app.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./carillon test`: what it asks of Maven, and what it makes of the answer.
@Tag("slow")
class TestCommandTest {
  @TempDir Path folder;
  private FakeMachine machine;

  @BeforeEach
  void prepare() throws IOException {
    machine = new FakeMachine(folder.toRealPath());
    machine.withJdk("jdk-25", "25.0.3").withMaven("3.8.7");
  }

  @Test
  void runsTheWholeBuildAndTidy() throws Exception {
    var ran = machine.run("test");

    assertThat(ran.code()).isZero();
    assertThat(ran.said()).contains("tools/Tidy.java").endsWith("0 passed, 0 failed, 0 skipped\n");
    assertThat(machine.builds()).singleElement().asString().contains("verify");
    assertThat(machine.builds().getFirst()).doesNotContain("-Dquick", "excluded.tags");
  }

  @Test
  void fastLeavesOutSlowTestsPostgresAndTheFormatCheck() throws Exception {
    machine.run("test", "--fast", "model");

    assertThat(machine.builds().getFirst())
        .contains(
            "-Dquick -Dmaven.test.skip=false", "-Dexcluded.tags=slow,postgres", "-pl model -am");
  }

  @Test
  void playsWorldsOfTheSimulationAlone() throws Exception {
    var many = machine.run("test", "--seeds", "5000");
    machine.run("test", "--seed", "137");

    assertThat(many.code()).isZero();
    assertThat(machine.builds().getFirst())
        .contains("-pl sim -am", "SimulationTest#keeps*", "-Dsim.seeds=5000");
    assertThat(machine.builds().getLast()).contains("-Dsim.seed=137");
    assertThat(machine.run("test", "--seeds", "many").code()).isEqualTo(2);
    assertThat(machine.run("test", "--seed").code()).isEqualTo(2);
  }

  @Test
  void rootGetsPostgresInstalledOnce() throws Exception {
    machine.withDebianAs(0);

    assertThat(machine.run("test").said()).doesNotContain("SKIPPED");
    machine.run("test");

    assertThat(machine.installs())
        .containsExactly("noninteractive update", "noninteractive install -y postgresql");
  }

  @Test
  void othersAreToldWhatIsSkippedWithoutPostgres() throws Exception {
    machine.withDebianAs(1000);

    var ran = machine.run("test");

    assertThat(ran.code()).isZero();
    assertThat(ran.said()).contains("SKIPPED: the store's contracts on PostgreSQL");
    assertThat(machine.run("test", "--fast").said()).doesNotContain("SKIPPED");
    assertThat(machine.installs()).isEmpty();
  }

  @Test
  void addsUpWhatTheModulesReport() throws Exception {
    machine.with(
        "FAKE_LOG",
        """
        [INFO] Tests run: 9, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.4 s -- in ATest
        [INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.8 s -- in BTest
        [INFO] Tests run: 14, Failures: 0, Errors: 0, Skipped: 0
        [WARNING] Tests run: 6, Failures: 0, Errors: 0, Skipped: 2
        [ERROR] Tests run: 30, Failures: 3, Errors: 1, Skipped: 1
        """);

    var ran = machine.run("test");

    assertThat(ran.said()).endsWith("43 passed, 4 failed, 3 skipped\n");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(machine.with("FAKE_LOG", "").run("test").code()).isZero();
  }

  @Test
  void saysWhatWasLeftOutAndWhy() throws Exception {
    machine.write(
        "checkout/app/target/surefire-reports/TEST-Old.xml", "<skipped message=\"long ago\"/>");
    var report =
        """
        <testcase name="a" classname="ATest"><skipped message="no &quot;npm&quot; here&#10;at x"/>
        <testcase name="b" classname="BTest">
          <skipped message="no &quot;npm&quot; here"/>
        <testcase name="c" classname="CTest">
          <skipped type="x.Aborted"><![CDATA[x.Aborted: no node: here
            at x.Y.z(Y.java:1)
        ]]></skipped>
        """;

    var ran = machine.withReport("app/target/surefire-reports/TEST-New.xml", report).run("test");

    assertThat(ran.said())
        .contains("SKIPPED (2): no \"npm\" here\n", "SKIPPED (1): no node: here\n")
        .doesNotContain("long ago")
        .endsWith("0 skipped\n");
    assertThat(ran.code()).isZero();
  }

  @Test
  void failsWithMavenAndSaysWhy() throws Exception {
    machine.with("FAKE_ERROR", "[ERROR]   ATest.adds:7 \\nexpected: 1\\n but was: 2\\n[INFO]");

    var ran = machine.run("test");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.said()).contains("ATest.adds:7", "but was: 2", "target/test.log");
  }

  @Test
  void failsWithTidyButStillRunsTheTests() throws Exception {
    var ran = machine.with("FAKE_TIDY", "1").run("test", "--fast");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(machine.builds()).hasSize(1);
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    var flag = machine.run("test", "-fast");
    var module = machine.run("test", "modle");

    assertThat(flag.code()).isEqualTo(2);
    assertThat(module.code()).isEqualTo(2);
    assertThat(module.said()).contains("no module modle", "app model");
    assertThat(machine.builds()).isEmpty();
  }
}
