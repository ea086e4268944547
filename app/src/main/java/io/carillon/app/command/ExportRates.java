package io.carillon.app.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `carillon rates export`: the price list as a sheet of comma-separated values, ready to be
/// changed and imported again.
@Command(
    name = "export",
    description = "Writes the price list as comma-separated values.",
    exitCodeListHeading = "It leaves with%n",
    exitCodeList = {"0:it is written", "1:it could not be", "2:it was called wrongly"})
final class ExportRates implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Reach reach = new Reach();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "where to; must not be there yet. Without one it is printed")
  private Optional<Path> file = Optional.empty();

  ExportRates(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var sheet = reach.api(terminal.environment()).text("/v2/rates.csv");
    if (file.isEmpty()) {
      terminal.out().print(sheet);
      terminal.out().flush();
      return Commands.WELL;
    }
    try {
      Files.writeString(file.get(), sheet, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException _) {
      throw new Trouble(file.get() + " is there already");
    } catch (IOException _) {
      terminal.warn("carillon: " + file.get() + " cannot be written");
      return Commands.FAILED;
    }
    terminal.say(file.get() + ": " + (sheet.lines().count() - 1) + " prices");
    return Commands.WELL;
  }
}
