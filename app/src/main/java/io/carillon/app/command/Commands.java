package io.carillon.app.command;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
          entry("user add", AddUser::new),
          entry("carriers", ListCarriers::new),
          entry("tail", TailMessages::new),
          entry("doctor", Doctor::new),
          entry("rates list", ListRates::new),
          entry("rates export", ExportRates::new),
          entry("rates import", ImportRates::new),
          entry("conversions list", ListConversions::new),
          entry("conversions export", ExportConversions::new),
          entry("conversions import", ImportConversions::new),
          entry("reload", ReloadSettings::new),
          entry("route", ExplainRoute::new),
          entry("smsc", PlaySmsc::new),
          entry("smpp", ShowBinds::new),
          entry("store info", ShowStore::new),
          entry("store check", CheckStore::new),
          entry("store migrate", MigrateStore::new),
          entry("store backup", BackUpStore::new),
          entry("store restore", RestoreStore::new),
          entry("store copy", CopyStore::new),
          entry("store export", ExportStore::new),
          entry("store rekey", RekeyStore::new),
          entry("store fill", FillStore::new));

  private Commands() {}

  /// The first words of all commands.
  public static Set<String> names() {
    return BY_NAME.keySet().stream()
        .map(name -> name.split(" ", 2)[0])
        .collect(toUnmodifiableSet());
  }

  /// Runs one and answers with its exit code.
  ///
  /// @param name one of [#names]; of a group the second word is the first argument
  public static int run(String name, String[] args, Map<String, String> environment) {
    var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, false, StandardCharsets.UTF_8);
    return run(name, args, new Terminal(environment, System.in, out, err));
  }

  static int run(String name, String[] args, Terminal terminal) {
    var make = BY_NAME.get(name);
    if (make != null) {
      return run(make, name, args, terminal);
    }
    var whole = args.length == 0 ? name : name + " " + args[0];
    var second = BY_NAME.get(whole);
    if (second != null) {
      return run(second, whole, Arrays.copyOfRange(args, 1, args.length), terminal);
    }
    var group =
        BY_NAME.keySet().stream().filter(one -> one.startsWith(name + " ")).sorted().toList();
    if (group.isEmpty()) {
      throw new IllegalArgumentException("no command " + name);
    }
    terminal.warn("carillon: there is no ./carillon " + whole + "; there is:");
    group.forEach(one -> terminal.warn("  ./carillon " + one));
    return MISUSED;
  }

  private static int run(
      Function<Terminal, Callable<Integer>> make, String name, String[] args, Terminal terminal) {
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
