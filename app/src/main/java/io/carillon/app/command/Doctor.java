package io.carillon.app.command;

import io.carillon.app.command.Finding.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `carillon doctor`: looks at everything that a message needs, and says what to do about each
/// finding.
@Command(
    name = "doctor",
    description = "Looks at what a message needs and says what to do about each finding.",
    exitCodeListHeading = "It leaves with%n",
    exitCodeList = {"0:nothing fails", "1:something fails", "2:it was called wrongly"})
final class Doctor implements Callable<Integer> {
  private static final int LEVEL = 4;
  private static final String GAP = "  ";

  private final Terminal terminal;

  @Mixin private Reach reach = new Reach();

  @Option(names = "--config", paramLabel = "FILE", description = "the server's settings file")
  private Optional<Path> config = Optional.empty();

  Doctor(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var environment = terminal.environment();
    var findings = new ArrayList<Finding>();
    boolean here = reach.isHere(environment);
    var api = reach.api(environment, reach.key(environment));
    var server = new ServerChecks(api, reach.key(environment));
    boolean answers = server.reach(findings);
    if (here) {
      new LocalChecks(environment, config, reach.data()).look(answers, findings);
    } else {
      findings.add(Finding.note("this machine", "not looked at: the server is elsewhere", ""));
    }
    if (answers) {
      server.look(findings);
    }
    int width = findings.stream().mapToInt(finding -> finding.about().length()).max().orElse(0);
    findings.forEach(finding -> say(finding, width));
    return closing(findings);
  }

  private void say(Finding finding, int width) {
    var level = padded(finding.level().word(), LEVEL);
    var about = padded(finding.about(), width);
    terminal.say(level + GAP + about + GAP + finding.what());
    if (!finding.advice().isEmpty()) {
      terminal.say(" ".repeat(LEVEL + width + 2 * GAP.length()) + "→ " + finding.advice());
    }
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private int closing(List<Finding> findings) {
    long failing = count(findings, Level.FAIL);
    long warnings = count(findings, Level.WARN);
    terminal.say("");
    terminal.say(
        failing + warnings == 0
            ? "all is well"
            : failing + " failing, " + warnings + (warnings == 1 ? " warning" : " warnings"));
    return failing == 0 ? Commands.WELL : Commands.FAILED;
  }

  private static long count(List<Finding> findings, Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }
}
