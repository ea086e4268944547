package io.carillon.app.command;

import io.carillon.store.Checkup;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `carillon store check`: looks whether a store is whole and agrees with itself.
@Command(
    name = "check",
    description = "Looks whether the store is whole, can be read, and agrees with itself.",
    exitCodeListHeading = "It leaves with%n",
    exitCodeList = {"0:all is well", "1:something is broken", "2:it was called wrongly"})
final class CheckStore implements Callable<Integer> {
  /// What no backup brings back.
  private static final Set<String> NOT_RESTORED = Set.of(Checkup.TABLES, Checkup.PERSON_KEYS);

  private final Terminal terminal;

  @Mixin private StorePlace place = new StorePlace();

  CheckStore(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    return place.work(
        terminal,
        store -> {
          terminal.say(store.place());
          var findings = Checkup.of(store, this::say);
          long broken = findings.stream().filter(finding -> !finding.isWell()).count();
          terminal.say("");
          if (broken == 0) {
            terminal.say("all is well");
            return Commands.WELL;
          }
          terminal.say(broken + (broken == 1 ? " thing is" : " things are") + " not well");
          if (findings.stream().allMatch(it -> it.isWell() || NOT_RESTORED.contains(it.about()))) {
            return Commands.FAILED;
          }
          terminal.say("→ ./carillon store restore FILE brings a backup back; until then keep");
          terminal.say("  this store as it is: what can be read of it may be needed");
          return Commands.FAILED;
        });
  }

  private void say(Checkup.Finding finding) {
    var what = finding.what().isEmpty() ? "" : "  " + finding.what();
    terminal.say((finding.isWell() ? "ok    " : "FAIL  ") + finding.about() + what);
  }
}
