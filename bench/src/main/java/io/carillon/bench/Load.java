package io.carillon.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The process of the load generator.
///
/// It prints `measuring` and `measured` around the measured time, then `result {…}` (`LoadResult`)
/// when the times of all messages are in the folder given. It ends when its input ends.
public final class Load {
  static final String SENT = "sent.marks";
  static final String ACCEPTED = "accepted.marks";

  /// The environment variable with the API key, which has no business in a list of processes.
  static final String KEY_VARIABLE = "CARILLON_API_KEY";

  private Load() {}

  /// Runs a plan against a server, then waits for the end of its input.
  public static void main(String[] args) throws IOException, InterruptedException {
    var flags = Flags.of(args);
    var plan =
        new LoadPlan(
            flags.number("connections", 64, 1, 4_096),
            Duration.ofMillis(flags.number("warmup-ms", 0, 0, 3_600_000)),
            Duration.ofMillis(flags.number("measured-ms", 1_000, 1, 3_600_000)),
            flags.number("messages", 0, 0, Recipients.COUNT));
    var scenario = Scenario.of(flags.text("scenario", "single")).orElseThrow();
    var port = flags.number("port", 0, 1, 65_535);
    var hook = flags.text("hook", "");
    var folder = Path.of(flags.text("marks", "."));
    flags.refuseOthers();
    var key = System.getenv().getOrDefault(KEY_VARIABLE, "");

    var answers = new Answers();
    var template = scenario.template(new Target(port, key, hook));
    var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var input = followInput(Thread.currentThread());
    var interval = new LoadLoop(server, plan, template, answers, System.out::println).run();
    answers.sent.write(folder.resolve(SENT));
    answers.accepted.write(folder.resolve(ACCEPTED));
    System.out.println("result " + Json.line(answers.result(interval)));
    input.join();
  }

  /// The command-line flags that make `main` run this.
  static Map<String, String> flags(LoadPlan plan, Scenario scenario, Target target, Path folder) {
    return Map.of(
        "connections", Integer.toString(plan.connections()),
        "warmup-ms", Long.toString(plan.warmup().toMillis()),
        "measured-ms", Long.toString(plan.measured().toMillis()),
        "messages", Integer.toString(plan.messages()),
        "scenario", scenario.word(),
        "port", Integer.toString(target.port()),
        "hook", target.hook(),
        "marks", folder.toString());
  }

  /// Interrupts the load when its input ends: whoever started it is gone, or has read the result.
  private static Thread followInput(Thread load) {
    return Thread.ofPlatform()
        .name("input")
        .daemon()
        .start(() -> {
          try (var in = System.in) {
            while (in.read() >= 0) {
              // Nothing is asked of a load; only the end of its input counts.
            }
          } catch (IOException _) {
            // As good as the end.
          }
          load.interrupt();
        });
  }
}
