package io.carillon.app.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `carillon user add`: makes a user of the account. The password is asked for, or read from the
/// standard input; it is never an argument, which others on the machine could see.
@Command(
    name = "user add",
    description = "Makes a user; the password is asked for, or read from the standard input.")
final class AddUser implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Asking asking;

  @Parameters(index = "0", paramLabel = "EMAIL", description = "by which the user signs in")
  private String email = "";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "owner, developer, marketer, agent or auditor (${DEFAULT-VALUE})",
      defaultValue = "owner")
  private String role = "owner";

  @Option(names = "--name", paramLabel = "NAME", description = "what people call the user")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--invite",
      description = "asks for no password, but prints what lets the user choose one")
  private boolean invites;

  AddUser(Terminal terminal) {
    this.terminal = terminal;
    asking = new Asking(terminal);
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var api = asking.api();
    var body = JsonNodeFactory.instance.objectNode().put("email", email).put("role", role);
    name.ifPresent(given -> body.put("name", given));
    if (!invites) {
      body.put("password", password());
    }
    var user = api.post("/v2/users", body, UUID.randomUUID().toString());
    terminal.say(user.path("id").asText() + "  " + email + "  " + user.path("role").asText());
    if (invites) {
      var path = "/v2/users/" + Api.escaped(user.path("id").asText()) + "/invite";
      var none = JsonNodeFactory.instance.objectNode();
      var invitation = api.post(path, none, UUID.randomUUID().toString());
      terminal.say("invitation  " + invitation.path("invitation").asText());
      terminal.say("→ counts until " + Shown.at(invitation.path("expires")) + " UTC, once");
    }
    return Commands.WELL;
  }

  private String password() throws Trouble {
    var console =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .filter(_ -> terminal.in().equals(System.in));
    return console.isPresent() ? asked(console.get()) : line();
  }

  private static String asked(Console console) throws Trouble {
    var first = console.readPassword("password: ");
    var again = console.readPassword("again: ");
    if (first == null || !Arrays.equals(first, again)) {
      throw new Trouble("the two are not the same", "nothing was changed");
    }
    return new String(first);
  }

  private String line() throws Trouble {
    try {
      var input = new InputStreamReader(terminal.in(), StandardCharsets.UTF_8);
      var line = new BufferedReader(input).readLine();
      if (line == null || line.isEmpty()) {
        throw new Trouble("there is no password on the standard input");
      }
      return line;
    } catch (IOException e) {
      throw new Trouble("the password cannot be read: " + e.getMessage());
    }
  }
}
