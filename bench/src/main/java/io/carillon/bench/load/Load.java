package io.carillon.bench.load;

import io.carillon.bench.rig.Flags;
import io.carillon.bench.rig.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// The process of the load generator.
///
/// It reads its `LoadOrder` from the first line of its input, prints `measuring` and `measured`
/// around the measured time, then `result {…}` (`LoadResult`) when the times of all messages are in
/// the folder given. It ends when its input ends.
public final class Load {
  /// The file with the times at which messages were due.
  public static final String SENT = "sent.marks";

  /// The file with the times at which they were answered with 2xx.
  public static final String ACCEPTED = "accepted.marks";

  private Load() {}

  /// Carries the order out, then waits for the end of its input.
  public static void main(String[] args) throws IOException, InterruptedException {
    var flags = Flags.of(args);
    var folder = Path.of(flags.text("marks", "."));
    flags.refuseOthers();
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var line = in.readLine();
    if (line == null) {
      return;
    }
    var order = Json.read(line, LoadOrder.class);
    var times = new StrandRun.Times();
    var input = followInput(in, Thread.currentThread());
    var result = new LoadLoop(order, times, System.out::println).run();
    times.sent().write(folder.resolve(SENT));
    times.accepted().write(folder.resolve(ACCEPTED));
    System.out.println("result " + Json.line(result));
    input.join();
  }

  /// The command-line flags that make `main` leave its files in a folder.
  static Map<String, String> flags(Path folder) {
    return Map.of("marks", folder.toString());
  }

  /// Interrupts the load when its input ends: whoever started it is gone, or has read the result.
  private static Thread followInput(BufferedReader in, Thread load) {
    return Thread.ofPlatform()
        .name("input")
        .daemon()
        .start(() -> {
          try (in) {
            while (in.readLine() != null) {
              // Nothing more is asked of a load; only the end of its input counts.
            }
          } catch (IOException _) {
            // As good as the end.
          }
          load.interrupt();
        });
  }
}
