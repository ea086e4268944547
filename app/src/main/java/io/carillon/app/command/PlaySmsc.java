package io.carillon.app.command;

import io.carillon.sandbox.smsc.script.Script;
import io.carillon.sandbox.smsc.script.ScriptReader;
import io.carillon.sandbox.smsc.script.ScriptRefused;
import io.carillon.sandbox.smsc.scripted.ScriptedSmsc;
import io.carillon.sandbox.smsc.scripted.ScriptedSmsc.Doors;
import io.carillon.wire.http.PortTaken;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `carillon smsc`: plays a message centre alone, without a server or a store, until it is stopped.
@Command(
    name = "smsc",
    description = "Plays a scripted SMSC for anybody's SMPP work, until it is stopped.",
    exitCodeListHeading = "It leaves with%n",
    exitCodeList = {"0:it was stopped", "2:it was called wrongly or the script is"})
final class PlaySmsc implements Callable<Integer> {
  private static final int PORT_MAX = 65_535;

  private final Terminal terminal;

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description = "what it does (YAML); else the script that --print-script prints")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--port", description = "of SMPP; 2775; 0 takes any free one, which is printed")
  private int port = 2775;

  @Option(
      names = "--http-port",
      description = "of the counters and commands; 2776; 0 takes any free one")
  private int httpPort = 2776;

  @Option(names = "--host", description = "where SMPP listens; 127.0.0.1")
  private String host = "127.0.0.1";

  @Option(
      names = "--http-host",
      description = "where HTTP listens; 127.0.0.1. Whoever reaches it needs no key")
  private String httpHost = "127.0.0.1";

  @Option(names = "--print-script", description = "prints the annotated script and leaves")
  private boolean print;

  @Option(names = "--check", description = "reads the script, says what is wrong, and leaves")
  private boolean check;

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "says this")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  PlaySmsc(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    if (print) {
      ScriptReader.manual().lines().forEach(terminal::say);
      return Commands.WELL;
    }
    var script = script();
    if (check) {
      terminal.say("the script can be played");
      return Commands.WELL;
    }
    if (port < 0 || port > PORT_MAX || httpPort < 0 || httpPort > PORT_MAX) {
      throw new Trouble("a port is 0 to " + PORT_MAX);
    }
    play(script);
    return Commands.WELL;
  }

  private Script script() throws Trouble {
    try {
      return ScriptReader.read(file.isPresent() ? text(file.get()) : ScriptReader.manual());
    } catch (ScriptRefused e) {
      throw new Trouble(e.troubles().toArray(String[]::new));
    }
  }

  private static String text(Path path) throws Trouble {
    try {
      if (Files.size(path) <= ScriptReader.LENGTH_MAX) {
        return Files.readString(path);
      }
      throw new Trouble("the script " + path + " is larger than 1 MiB");
    } catch (IOException _) {
      throw new Trouble("the script " + path + " cannot be read");
    }
  }

  private void play(Script script) throws Trouble, InterruptedException {
    var smsc = open(script);
    var stopped = new CountDownLatch(1);
    Runnable stop =
        () -> {
          smsc.close();
          stopped.countDown();
        };
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(stop));
    terminal.say("SMPP " + host + ":" + smsc.port());
    terminal.say("HTTP http://" + httpHost + ":" + smsc.httpPort() + "/counters");
    stopped.await();
  }

  private ScriptedSmsc open(Script script) throws Trouble {
    try {
      return ScriptedSmsc.open(
          script,
          new Doors(InetAddress.getByName(host), port, InetAddress.getByName(httpHost), httpPort));
    } catch (PortTaken e) {
      throw new Trouble("the HTTP port cannot be had: " + e.getMessage(), "name another");
    } catch (IOException e) {
      throw new Trouble("cannot listen: " + e.getMessage(), "--port and --http-port name others");
    }
  }
}
