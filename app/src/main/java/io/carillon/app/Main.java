package io.carillon.app;

import io.carillon.app.command.Commands;
import io.carillon.app.run.Logs;
import io.carillon.app.settings.Settings;
import io.carillon.app.settings.SettingsReader;
import io.carillon.bench.Bench;
import io.carillon.bench.smpp.SmppBench;
import java.util.Arrays;

/// The program: `serve`, `bench`, `settings`, `help`, and the commands of `app.command`.
public final class Main {
  private Main() {}

  /// Runs a command and leaves with its code: 0 done, 1 failed, 2 wrongly called or set up.
  public static void main(String[] args) throws Exception {
    var command = args.length == 0 ? "help" : args[0];
    var rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
    int code =
        switch (command) {
          case "serve" -> Serve.run(rest);
          case "bench" -> bench(rest);
          case "settings" -> {
            System.out.print(SettingsReader.manual());
            yield 0;
          }
          default -> Commands.names().contains(command) ? talk(command, rest) : Help.say(command);
        };
    if (code != 0) {
      System.exit(code);
    }
  }

  private static int bench(String[] rest) {
    boolean alone = rest.length > 0 && rest[0].equals("smpp");
    return alone ? SmppBench.run(Arrays.copyOfRange(rest, 1, rest.length)) : Bench.run(rest);
  }

  private static int talk(String command, String[] rest) {
    Logs.start(new Settings.Log(Settings.Log.Level.WARN, Settings.Log.Format.TEXT));
    return Commands.run(command, rest, System.getenv());
  }
}
