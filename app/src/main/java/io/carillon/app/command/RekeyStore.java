package io.carillon.app.command;

import io.carillon.store.Rekeying;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `carillon store rekey`: puts a new master key before the one of a store.
@Command(
    name = "rekey",
    description =
        "Makes a new master key, first in its file, and seals the store's keys under it; also while"
            + " the server works. Older keys stay in the file, for older backups.",
    exitCodeListHeading = "It leaves with%n",
    exitCodeList = {
      "0:the new key is the one",
      "1:it could not be made",
      "2:it was called wrongly",
      "3:the server that works on the store has not taken it yet"
    })
final class RekeyStore implements Callable<Integer> {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Terminal terminal;

  @Mixin private StorePlace place = new StorePlace();

  RekeyStore(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    return place.work(
        terminal,
        store -> {
          var rekeying = Rekeying.begin(store);
          terminal.say("made the master key " + rekeying.word() + " in " + store.keys().words());
          var pauses = Pauses.growing(FIRST, LONGEST, LIMIT);
          while (!rekeying.isDone()) {
            if (!pauses.pass()) {
              terminal.warn("carillon: the server has not taken it yet; it does at its next start");
              return Commands.UNDECIDED;
            }
          }
          terminal.say("the store is sealed under it; older keys stay, for older backups");
          return Commands.WELL;
        });
  }
}
