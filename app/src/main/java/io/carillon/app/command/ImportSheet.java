package io.carillon.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts a sheet of comma-separated values in the place of what is in force, whole or not at all.
@Command(
    name = "import",
    exitCodeListHeading = "It leaves with%n",
    exitCodeList = {
      "0:it is in force, or would be",
      "1:lines are wrong, and nothing was changed",
      "2:it was called wrongly, or the server could not be asked"
    })
abstract sealed class ImportSheet implements Callable<Integer>
    permits ImportRates, ImportConversions {
  private final Sheet sheet;

  @Mixin private final Asking asking;

  @Option(names = "--dry-run", description = "only looks whether all lines are well")
  private boolean dry;

  @Parameters(paramLabel = "FILE", description = "the sheet, such as export writes it")
  private Path file = Path.of("");

  ImportSheet(Terminal terminal, Sheet sheet) {
    this.sheet = sheet;
    asking = new Asking(terminal);
  }

  @Override
  public final Integer call() throws Trouble, InterruptedException {
    return sheet.replace(asking, file, dry);
  }
}
