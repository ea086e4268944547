package io.carillon.app.command;

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
  private final Sheet sheet;

  @Mixin private final Asking asking;

  @Option(names = "--dry-run", description = "only looks whether all lines are well")
  private boolean dry;

  @Parameters(paramLabel = "FILE", description = "the sheet, such as rates export writes it")
  private Path file = Path.of("");

  ImportRates(Terminal terminal) {
    sheet = new Sheet(terminal, "/v2/rates.csv", "rates", "prices");
    asking = new Asking(terminal);
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    return sheet.replace(asking, file, dry);
  }
}
