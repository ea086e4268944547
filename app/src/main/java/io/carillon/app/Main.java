package io.carillon.app;

import io.carillon.app.settings.SettingsReader;
import io.carillon.bench.Bench;
import java.util.Arrays;

/// The program: `serve`, `bench`, `settings`, `help`.
public final class Main {
  private Main() {}

  /// Runs a command and leaves with its code: 0 done, 1 failed, 2 wrongly called or set up.
  public static void main(String[] args) throws Exception {
    var command = args.length == 0 ? "help" : args[0];
    var rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
    int code =
        switch (command) {
          case "serve" -> Serve.run(rest);
          case "bench" -> Bench.run(rest);
          case "settings" -> {
            System.out.print(SettingsReader.manual());
            yield 0;
          }
          default -> Help.say(command);
        };
    if (code != 0) {
      System.exit(code);
    }
  }
}
