package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `carillon rates import`: puts a sheet of comma-separated values in the place of the price list,
/// whole or not at all.
@Command(
    name = "import",
    description = "Puts another price list in the place of the one that is there.",
    exitCodeListHeading = "It leaves with%n",
    exitCodeList = {
      "0:it is in force, or would be",
      "1:lines are wrong, and nothing was changed",
      "2:it was called wrongly, or the server could not be asked"
    })
final class ImportRates implements Callable<Integer> {
  /// What the server reads at most.
  private static final long OCTETS_MAX = 2 * 1024 * 1024;

  private final Terminal terminal;

  @Mixin private final Asking asking;

  @Option(names = "--dry-run", description = "only looks whether all lines are well")
  private boolean dry;

  @Parameters(paramLabel = "FILE", description = "the sheet, such as rates export writes it")
  private Path file = Path.of("");

  ImportRates(Terminal terminal) {
    this.terminal = terminal;
    asking = new Asking(terminal);
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var sheet = read();
    var answer = asking.api().order("/v2/rates.csv" + (dry ? "?dry_run=true" : ""), sheet);
    var troubles = answer.json().path("error").path("troubles");
    if (answer.status() / 100 != 2 && troubles.isEmpty()) {
      throw Api.refused(answer);
    }
    asking.show(answer.json(), troubles.isEmpty() ? this::tell : _ -> warn(troubles));
    return troubles.isEmpty() ? Commands.WELL : Commands.FAILED;
  }

  private String read() throws Trouble {
    try {
      if (Files.size(file) > OCTETS_MAX) {
        throw new Trouble(file + " is longer than " + OCTETS_MAX + " octets");
      }
      return Files.readString(file);
    } catch (IOException _) {
      throw new Trouble(file + " cannot be read as text in UTF-8");
    }
  }

  private void tell(JsonNode done) {
    var prices = done.path("rates").asLong() + " prices";
    terminal.say(
        done.path("in_force").asBoolean()
            ? prices + " are in force"
            : prices + " are well; nothing was changed");
  }

  private void warn(JsonNode troubles) {
    troubles.forEach(trouble -> terminal.warn(file + ": " + trouble.asText()));
    terminal.warn("  nothing was changed");
  }
}
