package io.carillon.app.command;

import io.carillon.store.Backup;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `carillon store backup`: writes all of a store into one file, also while its server works.
@Command(
    name = "backup",
    description = "Writes all of the store into one file, also while its server works on it.",
    exitCodeListHeading = "It leaves with%n",
    exitCodeList = {"0:the backup is made", "1:it could not be made", "2:it was called wrongly"})
final class BackUpStore implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private StorePlace place = new StorePlace();

  @Parameters(paramLabel = "FILE", description = "where to; must not be there yet")
  private Path file = Path.of("");

  BackUpStore(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var ticker = new Ticker(terminal);
    return place.work(
        terminal,
        store -> {
          var made = Backup.of(store, file, ticker::at);
          terminal.say(
              String.format(
                  Locale.ROOT,
                  "%s: %,d messages, %,.1f MB, tables %d; looked at and found sound",
                  file,
                  made.messages(),
                  made.octets() / 1e6,
                  made.version()));
          if (made.archived() > 0) {
            terminal.say(
                String.format(
                    Locale.ROOT,
                    "%s.archive: %,.1f MB, belongs to it",
                    file,
                    made.archived() / 1e6));
          }
          Keys.say(terminal, store);
          return Commands.WELL;
        });
  }
}
