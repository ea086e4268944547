package io.carillon.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.app.Rig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of operators against a whole server with its sandbox.
@Tag("slow")
class OperatingCommandsTest {
  @TempDir private Path folder;
  private Rig rig;
  private Map<String, String> environment;

  @BeforeEach
  void open() throws Exception {
    rig = Rig.open(folder, "routes: [{name: codes, match: {purpose: otp}, carriers: [sandbox]}]");
    environment =
        Map.of("CARILLON_URL", "http://127.0.0.1:" + rig.port(), "CARILLON_API_KEY", Rig.KEY);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Said run(String name, String... args) {
    return Said.run(environment, name, args);
  }

  @Test
  void reloadSaysWhatChangedAndWhatDoesNotYet() throws Exception {
    rig.rewrite("routes: [{carriers: [sandbox]}]\nserver: {requests-max: 7}\n");

    var said = run("reload");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.lines())
        .containsExactly("settings: revision 2", "  routes", "  server.requests-max: at a restart");
    assertThat(run("reload").lines())
        .containsExactly(
            "settings: revision 2, nothing changed", "  server.requests-max: at a restart");
    assertThat(run("reload", "--json").out()).contains("\"revision\":2");
  }

  @Test
  void reloadTellsEveryTroubleAndFails() throws Exception {
    rig.rewrite("colour: blue\nlog: {level: loud}\n");

    var said = run("reload");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.err().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("carillon: colour is not a setting"))
        .anyMatch(line -> line.startsWith("carillon: log.level"))
        .anyMatch(line -> line.equals("  nothing was changed"));
  }

  @Test
  void aKeyThatDoesNotOperateIsToldSo() {
    var stranger = new HashMap<>(environment);
    stranger.put("CARILLON_API_KEY", "x".repeat(20));

    var said = Said.run(stranger, "reload");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).startsWith("carillon: unauthenticated");
  }

  @Test
  void routeExplainSaysWhichRuleDecidesAndHowItsCarriersStand() {
    var said =
        run("route", "explain", "--to", "+4915112345678", "--from", "12345", "--purpose", "otp");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.lines())
        .containsExactly(
            "settings: revision 1",
            "codes           decides",
            "",
            "→ sandbox         up           priority 0");
  }

  @Test
  void routeExplainFailsWhereNoRouteTakesIt() {
    var said = run("route", "explain", "--to", "+4915112345678", "--from", "12345");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.lines())
        .containsExactly(
            "settings: revision 1", "codes           does not fit: purpose", "→ no route takes it");
    assertThat(run("route", "draw", "--to", "1", "--from", "2").code()).isEqualTo(2);
  }

  @Test
  void ratesAreImportedShownAndExportedAgain() throws Exception {
    var sheet = folder.resolve("rates.csv");
    Files.writeString(
        sheet, "channel,country,price,since\nsms,DE,0.0765,\nsms,DE,0.079,2027-01-01\n");

    assertThat(run("rates", "list").lines())
        .containsExactly("there is no price list: the prices of the settings hold");
    assertThat(run("rates", "import", "--dry-run", sheet.toString()).lines())
        .containsExactly("2 prices are well; nothing was changed");
    assertThat(run("rates", "import", sheet.toString()).lines())
        .containsExactly("2 prices are in force");
    assertThat(run("rates", "list").lines())
        .hasSize(3)
        .anyMatch(line -> line.contains("0.0765 USD"))
        .anyMatch(line -> line.contains("0.079 USD") && line.contains("2027-01-01T00:00:00Z"));
    assertThat(run("rates", "list", "-n", "1", "--json").lines()).hasSize(1);
    var copy = folder.resolve("copy.csv");
    assertThat(run("rates", "export", copy.toString()).lines())
        .containsExactly(copy + ": 2 prices");
    assertThat(run("rates", "export").out()).isEqualTo(Files.readString(copy));
    assertThat(run("rates", "import", copy.toString()).code()).isZero();
    assertThat(run("rates", "export", copy.toString()).code()).isEqualTo(2);
  }

  @Test
  void ratesBetweenCurrenciesAreImportedShownAndExportedAgain() throws Exception {
    var sheet = folder.resolve("conversions.csv");
    Files.writeString(sheet, "from,to,rate,since\nUSD,EUR,0.92,\nUSD,EUR,0.91,2027-01-01\n");

    assertThat(run("conversions", "list").lines())
        .containsExactly("there are no rates between currencies: nothing is converted");
    assertThat(run("conversions", "import", sheet.toString()).lines())
        .containsExactly("2 rates are in force");
    assertThat(run("conversions", "list").lines())
        .hasSize(3)
        .anyMatch(line -> line.contains("0.91") && line.contains("2027-01-01T00:00:00Z"));
    var copy = folder.resolve("conversions-copy.csv");
    assertThat(run("conversions", "export", copy.toString()).lines())
        .containsExactly(copy + ": 2 rates");
    assertThat(run("conversions", "import", "--dry-run", copy.toString()).lines())
        .containsExactly("2 rates are well; nothing was changed");
    Files.writeString(sheet, "from,to,rate\nUSD,euro,0.92\n");
    var said = run("conversions", "import", sheet.toString());
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).startsWith(sheet + ": line 2: to must be a currency");
  }

  @Test
  void ratesThatAreWrongAreToldByTheirLinesAndChangeNothing() throws Exception {
    var sheet = folder.resolve("rates.csv");
    Files.writeString(sheet, "channel,country,price\nsms,DE,0.07\nsms,US,cheap\ntelex,US,1\n");

    var said = run("rates", "import", sheet.toString());

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.err().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith(sheet + ": line 3: price must be"))
        .anyMatch(line -> line.startsWith(sheet + ": line 4: channel must be"))
        .anyMatch(line -> line.equals("  nothing was changed"));
    assertThat(run("rates", "list").lines()).hasSize(1);
    assertThat(run("rates", "import", folder.resolve("gone.csv").toString()).code()).isEqualTo(2);
  }
}
