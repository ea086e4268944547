package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A list that the server takes and gives as comma-separated values, whole.
///
/// @param path where it stands
/// @param count the word under which the server tells how many rows it has
/// @param rows what people call them
record Sheet(Terminal terminal, String path, String count, String rows) {
  /// What the server reads at most.
  private static final long OCTETS_MAX = 2 * 1024 * 1024;

  /// The price list.
  static Sheet rates(Terminal terminal) {
    return new Sheet(terminal, "/v2/rates.csv", "rates", "prices");
  }

  /// The rates between currencies.
  static Sheet conversions(Terminal terminal) {
    return new Sheet(terminal, "/v2/conversions.csv", "conversions", "rates");
  }

  /// Writes it into a new file, or prints it where there is none; answers the exit code.
  int write(Api api, Optional<Path> file) throws Trouble, InterruptedException {
    var sheet = api.text(path);
    if (file.isEmpty()) {
      terminal.out().print(sheet);
      terminal.out().flush();
      return Commands.WELL;
    }
    try {
      Files.writeString(file.get(), sheet, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException _) {
      throw new Trouble(file.get() + " is there already");
    } catch (IOException _) {
      terminal.warn("carillon: " + file.get() + " cannot be written");
      return Commands.FAILED;
    }
    terminal.say(file.get() + ": " + (sheet.lines().count() - 1) + " " + rows);
    return Commands.WELL;
  }

  /// Puts another one in its place; answers the exit code.
  ///
  /// @param dry only looks whether all lines are well
  int replace(Asking asking, Path file, boolean dry) throws Trouble, InterruptedException {
    var sheet = read(file);
    var answer = asking.api().order(path + (dry ? "?dry_run=true" : ""), sheet);
    var troubles = answer.json().path("error").path("troubles");
    if (answer.status() / 100 != 2 && troubles.isEmpty()) {
      throw Api.refused(answer);
    }
    asking.show(answer.json(), troubles.isEmpty() ? this::tell : _ -> warn(file, troubles));
    return troubles.isEmpty() ? Commands.WELL : Commands.FAILED;
  }

  private static String read(Path file) throws Trouble {
    try {
      if (Files.size(file) > OCTETS_MAX) {
        throw new Trouble(file + " is longer than " + OCTETS_MAX + " octets");
      }
      return Files.readString(file);
    } catch (IOException _) {
      throw new Trouble(file + " cannot be read as text in UTF-8");
    }
  }

  private void tell(JsonNode done) {
    var told = done.path(count).asLong() + " " + rows;
    terminal.say(
        done.path("in_force").asBoolean()
            ? told + " are in force"
            : told + " are well; nothing was changed");
  }

  private void warn(Path file, JsonNode troubles) {
    troubles.forEach(trouble -> terminal.warn(file + ": " + trouble.asText()));
    terminal.warn("  nothing was changed");
  }
}
