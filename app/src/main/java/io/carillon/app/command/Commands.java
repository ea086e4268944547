package io.carillon.app.command;

import static java.util.Map.entry;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;

/// Runs the commands of this package by their names.
///
/// They leave with 0 when all is well, 1 when something failed, 2 when they were called wrongly or
/// the server could not be asked, 3 when an outcome is not known yet.
public final class Commands {
  static final int WELL = 0;
  static final int FAILED = 1;
  static final int MISUSED = 2;
  static final int UNDECIDED = 3;

  private static final Map<String, Function<Terminal, Callable<Integer>>> BY_NAME =
      Map.ofEntries(
          entry("send", SendText::new),
          entry("messages", ListMessages::new),
          entry("trace", ShowTrace::new),
          entry("lookup", LookUp::new),
          entry("carriers", ListCarriers::new),
          entry("tail", TailMessages::new),
          entry("doctor", Doctor::new),
          entry("reload", ReloadSettings::new),
          entry("route", ExplainRoute::new),
          entry("smsc", PlaySmsc::new),
          entry("smpp", ShowBinds::new));

  private Commands() {}

  /// The names of all commands.
  public static Set<String> names() {
    return BY_NAME.keySet();
  }

  /// Runs one and answers with its exit code.
  ///
  /// @param name one of [#names]
  public static int run(String name, String[] args, Map<String, String> environment) {
    var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, false, StandardCharsets.UTF_8);
    return run(name, args, new Terminal(environment, out, err));
  }

  static int run(String name, String[] args, Terminal terminal) {
    var make = BY_NAME.get(name);
    if (make == null) {
      throw new IllegalArgumentException("no command " + name);
    }
    var line = new CommandLine(make.apply(terminal)).setCommandName("./carillon " + name);
    line.setOut(terminal.out()).setErr(terminal.err());
    line.setParameterExceptionHandler((e, _) -> {
      terminal.warn("carillon: " + e.getMessage());
      terminal.warn("  ./carillon " + name + " --help tells what it takes");
      return MISUSED;
    });
    line.setExecutionExceptionHandler((e, _, _) -> failed(e, terminal));
    int code = line.execute(args);
    terminal.out().flush();
    return code;
  }

  private static int failed(Exception e, Terminal terminal) throws Exception {
    if (e instanceof Trouble trouble) {
      terminal.warn("carillon: " + trouble.lines().getFirst());
      trouble.lines().stream().skip(1).forEach(line -> terminal.warn("  " + line));
      return MISUSED;
    }
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
    throw e;
  }
}
