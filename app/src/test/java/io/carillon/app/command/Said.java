package io.carillon.app.command;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A command's run, and what it printed.
record Said(int code, String out, String err) {
  /// Runs a command in an environment.
  static Said run(Map<String, String> environment, String name, String... args) {
    return told("", environment, name, args);
  }

  /// Runs a command to which this is said on the standard input.
  static Said told(String input, Map<String, String> environment, String name, String... args) {
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal = new Terminal(environment, in, new PrintWriter(out), new PrintWriter(err));
    int code = Commands.run(name, args, terminal);
    return new Said(code, out.toString(), err.toString());
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
