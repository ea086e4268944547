package io.carillon.app.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Writes a sheet of comma-separated values, ready to be changed and imported again.
@Command(
    name = "export",
    exitCodeListHeading = "It leaves with%n",
    exitCodeList = {"0:it is written", "1:it could not be", "2:it was called wrongly"})
abstract sealed class ExportSheet implements Callable<Integer>
    permits ExportRates, ExportConversions {
  private final Terminal terminal;
  private final Sheet sheet;

  @Mixin private Reach reach = new Reach();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "where to; must not be there yet. Without one it is printed")
  private Optional<Path> file = Optional.empty();

  ExportSheet(Terminal terminal, Sheet sheet) {
    this.terminal = terminal;
    this.sheet = sheet;
  }

  @Override
  public final Integer call() throws Trouble, InterruptedException {
    return sheet.write(reach.api(terminal.environment()), file);
  }
}
