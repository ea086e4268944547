package io.carillon.bench.rig;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The Java that runs us, as the start of a command for further processes.
public final class Jvm {
  /// Plenty for the times of all messages, and the collector that costs the measured machine least.
  private static final List<String> OWN_FLAGS = List.of("-Xmx384m", "-XX:+UseSerialGC");

  private Jvm() {}

  /// A command for one of our own processes.
  public static List<String> own(Class<?> main, Map<String, String> flags) {
    var command = command(OWN_FLAGS, main.getName());
    flags.forEach((name, value) -> {
      command.add("--" + name);
      command.add(value);
    });
    return command;
  }

  /// Java with these flags, our class path and a main class, to be continued with arguments.
  public static List<String> command(List<String> jvmFlags, String main) {
    var command = new ArrayList<String>();
    command.add(
        ProcessHandle.current()
            .info()
            .command()
            .orElse(System.getProperty("java.home") + "/bin/java"));
    command.addAll(jvmFlags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    return command;
  }

  /// The flags that the launcher gave this JVM, which it gives the server too; without those that
  /// belong to one process (agents, the log of its collector).
  public static List<String> launcherFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
        .filter(flag -> !flag.startsWith("-Xlog:gc"))
        .toList();
  }
}
