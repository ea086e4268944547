package io.carillon.app.command;

import io.carillon.store.Census;
import io.carillon.store.PersonKeysStanding;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `carillon store info`: says what a store is and how much stands in it.
@Command(
    name = "info",
    description = "Says what the store is and how much stands in it.",
    exitCodeListHeading = "It leaves with%n",
    exitCodeList = {"0:it is said", "1:the store cannot be read", "2:it was called wrongly"})
final class ShowStore implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private StorePlace place = new StorePlace();

  ShowStore(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    return place.work(
        terminal,
        store -> {
          var census = Census.of(store);
          terminal.say(store.place() + ", " + census.engine());
          terminal.say(
              String.format(
                  Locale.ROOT,
                  "tables of version %d%s, %,.1f MB",
                  census.version(),
                  census.version() == census.newest()
                      ? ""
                      : " (this Carillon works on " + census.newest() + ")",
                  census.octets() / 1e6));
          if (!census.masters().isEmpty()) {
            terminal.say("secrets sealed under the master key " + census.masters().getFirst());
          }
          var people = PersonKeysStanding.of(store);
          people
              .needed()
              .ifPresent(keys ->
                  terminal.say(
                      "persons sealed, where they are archived or backed up, under the keys of"
                          + " persons "
                          + keys
                          + (people.isWell() ? ", " : "; ")
                          + people.words()));
          if (census.plain() > 0) {
            terminal.say(
                String.format(Locale.ROOT, "%,d messages stand in the clear", census.plain()));
          }
          var archive = census.archive();
          if (archive.blocks() > 0) {
            terminal.say(
                String.format(
                    Locale.ROOT,
                    "archive: %,d messages in %,d blocks, %,.1f MB",
                    archive.messages(),
                    archive.blocks(),
                    archive.octets() / 1e6));
          }
          terminal.say("");
          var table = new Table("table", "rows");
          census
              .rows()
              .forEach((name, rows) -> table.add(name, String.format(Locale.ROOT, "%,d", rows)));
          table.lines().forEach(terminal::say);
          return Commands.WELL;
        });
  }
}
