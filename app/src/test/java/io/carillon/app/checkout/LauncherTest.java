package io.carillon.app.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.app.command.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class LauncherTest {
  @TempDir Path folder;
  private FakeMachine machine;

  @BeforeEach
  void prepare() throws IOException {
    machine = new FakeMachine(folder.toRealPath());
  }

  @Test
  void aloneItHelpsAndNeedsNothing() throws Exception {
    var alone = machine.run();
    var asked = machine.run("--help");

    assertThat(alone.code()).isZero();
    assertThat(alone.said()).contains("./carillon serve", "./carillon test");
    assertThat(asked).isEqualTo(alone);
  }

  @Test
  void anUnknownCommandGetsTheHelp() throws Exception {
    var ran = machine.run("serv");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.said()).contains("no command 'serv'", "./carillon serve");
  }

  @Test
  void withoutJdkItSaysHowToGetOne() throws Exception {
    var ran = machine.withMaven("3.8.7").withJdk("jdk-17", "17.0.15").run("serve");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.said()).contains("no JDK 25", "temurin-25-jdk", "sdk install");
    assertThat(machine.builds()).isEmpty();
  }

  @Test
  void passesOverAnOlderJavaHomeAndARuntimeWithoutCompiler() throws Exception {
    machine.withMaven("3.8.7").withJdk("jdk-17", "17.0.15").withJre("a-jre-25", "25.0.1");
    machine.with("JAVA_HOME", machine.jdk("jdk-17").toString());
    machine.withJdk("jdk-25", "25").withJdk("jdk-27", "27-ea");

    assertThat(machine.run("serve").said()).contains("asked: " + machine.jdk("jdk-25"));
  }

  @Test
  void prefersTheJavaHomeThatWillDo() throws Exception {
    machine.withMaven("3.8.7").withJdk("jdk-25", "25.0.3").withJdk("jdk-27", "27-ea");
    machine.with("JAVA_HOME", machine.jdk("jdk-27").toString());

    assertThat(machine.run("serve").said()).contains("asked: " + machine.jdk("jdk-27"));
  }

  @Test
  void withoutMavenItSaysHowToGetIt() throws Exception {
    var ran = machine.withJdk("jdk-25", "25.0.3").run("serve");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.said()).contains("Maven 3.8 or newer", "apt-get install maven");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.3", "2.9.0"})
  void refusesAnOlderMaven(String version) throws Exception {
    var ran = machine.withJdk("jdk-25", "25.0.3").withMaven(version).run("serve");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.said()).contains("too old", "apt-get install maven");
    assertThat(machine.builds()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.8.1", "3.10.0", "4.0.0-rc-4"})
  void takesANewerMaven(String version) throws Exception {
    assertThat(machine.withJdk("jdk-25", "25.0.3").withMaven(version).run("serve").code()).isZero();
  }

  @Test
  void buildsOnFirstUseAndShowsHowFarItIs() throws Exception {
    var ran = machine.withJdk("jdk-25", "25.0.3").withMaven("3.8.7").run("serve");

    assertThat(ran.said()).contains("building Carillon (first use", "[2/12] model");
    assertThat(machine.builds()).singleElement().asString().contains("-Dquick", "package");
  }

  @Test
  void buildsAgainOnlyWhenWhatItIsBuiltFromChanged() throws Exception {
    machine.withJdk("jdk-25", "25.0.3").withMaven("3.8.7").run("serve");

    assertThat(machine.run("serve").said()).doesNotContain("building");
    machine.write("checkout/model/src/test/java/ATest.java", "class ATest { int a; }");
    machine.write("checkout/model/target/classes/A.class", "x");
    machine.write("checkout/data/carillon.db", "x");
    assertThat(machine.run("serve").said()).doesNotContain("building");
    machine.write("checkout/model/src/main/java/A.java", "class A { int a; }");
    assertThat(machine.run("serve").said()).contains("building Carillon (sources changed)");
    machine.write("checkout/model/src/main/java/B.java", "class B {}");
    machine.run("serve");
    assertThat(machine.builds()).hasSize(3);
  }

  @Test
  void startsWithoutMavenOnceBuilt() throws Exception {
    machine.withJdk("jdk-25", "25.0.3").withMaven("3.8.7").run("serve");

    assertThat(machine.without("mvn").run("serve").code()).isZero();
  }

  @Test
  void aFailedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
    machine.withJdk("jdk-25", "25.0.3").withMaven("3.8.7");
    machine.with("FAKE_ERROR", "[ERROR] A.java:[3,4] ';' expected\\n[ERROR] all -> [Help 1]");

    var ran = machine.run("serve");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.said()).contains("A.java:[3,4] ';' expected", "target/build.log");
    assertThat(ran.said()).doesNotContain("asked:", "[Help");
    assertThat(machine.with("FAKE_ERROR", "").run("serve").code()).isZero();
  }

  @Test
  void twoStartsAtOnceBuildOnce() throws Exception {
    machine.withJdk("jdk-25", "25.0.3").withMaven("3.8.7");

    var one = machine.start("serve");
    var other = machine.start("serve");

    assertThat(one.end().code()).isZero();
    assertThat(other.end().code()).isZero();
    assertThat(machine.builds()).hasSize(1);
  }

  @Test
  void withoutFlockTheyDoTooAndNoDeadOwnerHoldsThemUp() throws Exception {
    machine.withJdk("jdk-25", "25.0.3").withMaven("3.8.7").without("flock");
    machine.write("checkout/target/build.lock.d/owner", "999999999");

    var one = machine.start("serve");
    var other = machine.start("serve");

    assertThat(one.end().code()).isZero();
    assertThat(other.end().code()).isZero();
    assertThat(machine.builds()).hasSize(1);
    assertThat(machine.checkout().resolve("target/build.lock.d")).doesNotExist();
  }

  @Test
  void keepsTheJarsOfWhatMayStillRun() throws Exception {
    machine.withJdk("jdk-25", "25.0.3").withMaven("3.8.7");
    for (int i = 0; i < 5; i++) {
      machine.write(
          "checkout/model/src/main/java/A.java", "class A { int a" + i + "0".repeat(i) + "; }");
      machine.run("serve");
    }

    try (var kept = Files.list(machine.checkout().resolve("app/target/run"))) {
      assertThat(kept).hasSize(3);
    }
  }

  @Test
  void becomesTheServerInTheCallersFolder() throws Exception {
    machine.withJdk("jdk-25", "25.0.3").withMaven("3.8.7").with("CARILLON_HEAP", "300m");

    var running = machine.start("serve", "--port", "0", "--data", "my data");
    var said = running.end().said();

    assertThat(said).contains("pid=" + running.process().pid() + " in=" + folder.toRealPath());
    assertThat(said).contains("io.carillon.app.Main serve --port 0 --data my data");
    assertThat(said).contains("-Xmx300m", "-XX:AOTCache=");
  }

  @Test
  void passesOnWhatTheProgramAnswers() throws Exception {
    machine.withJdk("jdk-25", "25.0.3").withMaven("3.8.7").run("serve");
    var help = machine.run("help").said();

    for (var command : Commands.names()) {
      var said = machine.run(command, "a b", "--c").said();

      assertThat(said).contains("io.carillon.app.Main " + command + " a b --c");
      assertThat(help).contains("./carillon " + command);
    }
  }

  @Test
  void rehearsesWithoutTheCallersSettings() throws Exception {
    machine.withJdk("jdk-25", "25.0.3").withMaven("3.8.7").with("CARILLON_API_KEY", "secret");

    machine.run("serve");

    assertThat(machine.rehearsed()).contains("PATH=").doesNotContain("CARILLON", "secret");
  }

  @Test
  void stoppedWhileRehearsingItLeavesNoServerBehind() throws Exception {
    var stuck = machine.withJdk("jdk-25", "25.0.3").withMaven("3.8.7").withStuckRehearsal();

    var launcher = machine.start("serve");
    var server = ProcessHandle.of(Long.parseLong(Files.readString(stuck).strip())).orElseThrow();
    launcher.process().destroy();

    assertThat(launcher.end().code()).isEqualTo(143);
    server.onExit().get(10, TimeUnit.SECONDS);
  }

  @Test
  void worksThroughALink() throws Exception {
    machine.withJdk("jdk-25", "25.0.3").withMaven("3.8.7");
    var link = folder.resolve("commands/ring");
    Files.createSymbolicLink(link, machine.checkout().resolve("carillon"));

    assertThat(machine.startAt(link, "serve").end().code()).isZero();
    assertThat(machine.checkout().resolve("app/target/run")).isDirectory();
  }
}
