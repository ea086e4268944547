package io.carillon.app.command;

import io.carillon.store.Copying;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `carillon store copy`: copies a store into another place, of the same kind or the other.
@Command(
    name = "copy",
    description =
        "Copies a store, whose server is stopped, into a place where none is yet; each is a data"
            + " folder or jdbc:postgresql://host:port/database.",
    exitCodeListHeading = "It leaves with%n",
    exitCodeList = {"0:both are the same", "1:nothing was copied", "2:it was called wrongly"})
final class CopyStore implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private StorePlace place = new StorePlace();

  @Option(names = "--from", paramLabel = "PLACE", required = true, description = "the store")
  private String from = "";

  @Option(names = "--to", paramLabel = "PLACE", required = true, description = "the new place")
  private String to = "";

  CopyStore(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var source = place.named(from, terminal.environment());
    var target = place.named(to, terminal.environment());
    var ticker = new Ticker(terminal);
    return StorePlace.work(
        terminal,
        target,
        store -> {
          var counts = Copying.of(source, store, ticker::at);
          var table = new Table("table", "rows");
          counts.forEach((name, rows) -> table.add(name, String.format(Locale.ROOT, "%,d", rows)));
          table.lines().forEach(terminal::say);
          terminal.say("");
          Keys.say(terminal, store);
          terminal.say("copied from " + source.place() + " to " + store.place());
          terminal.say("every table has the same rows on both sides");
          return Commands.WELL;
        });
  }
}
