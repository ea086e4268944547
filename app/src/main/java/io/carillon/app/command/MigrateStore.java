package io.carillon.app.command;

import io.carillon.store.Upgrade;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `carillon store migrate`: brings the tables up to date.
@Command(
    name = "migrate",
    description = "Brings the tables up to date, as serve does at its start.",
    exitCodeListHeading = "It leaves with%n",
    exitCodeList = {"0:they are", "1:they could not be", "2:it was called wrongly"})
final class MigrateStore implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private StorePlace place = new StorePlace();

  MigrateStore(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    return place.work(
        terminal,
        store -> {
          var done = Upgrade.of(store);
          terminal.say(
              store.place()
                  + ": tables "
                  + (done.before() == done.after()
                      ? "are up to date, version " + done.after()
                      : "brought from version " + done.before() + " to " + done.after()));
          return Commands.WELL;
        });
  }
}
