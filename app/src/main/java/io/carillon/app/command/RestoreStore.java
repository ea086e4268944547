package io.carillon.app.command;

import io.carillon.store.Restoring;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `carillon store restore`: brings a backup back.
@Command(
    name = "restore",
    description = "Brings a backup back, into a data folder or a PostgreSQL database.",
    exitCodeListHeading = "It leaves with%n",
    exitCodeList = {"0:it is restored", "1:it could not be", "2:it was called wrongly"})
final class RestoreStore implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private StorePlace place = new StorePlace();

  @Parameters(paramLabel = "FILE", description = "the backup")
  private Path file = Path.of("");

  @Option(
      names = "--force",
      description = "also where the data folder holds a database: that is kept beside it")
  private boolean force;

  @Option(
      names = "--person-keys",
      paramLabel = "FILE",
      description =
          "a copy of the keys of persons that the backup was made with, the newest there is; it is"
              + " brought along. Else they are to stand where the settings say: person.keys in the"
              + " data folder")
  private Optional<Path> personKeys = Optional.empty();

  RestoreStore(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var ticker = new Ticker(terminal);
    return place.work(
        terminal,
        store -> {
          var wish = new Restoring.Wish(force, personKeys);
          var restored = Restoring.of(file, store, wish, ticker::at);
          terminal.say(
              String.format(
                  Locale.ROOT,
                  "%s: %,d messages restored, tables %d",
                  store.place(),
                  restored.messages(),
                  restored.version()));
          restored
              .replaced()
              .ifPresent(kept -> terminal.say("what was there before is kept as " + kept));
          Keys.say(terminal, store);
          return Commands.WELL;
        });
  }
}
