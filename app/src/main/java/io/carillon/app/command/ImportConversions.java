package io.carillon.app.command;

import picocli.CommandLine.Command;

/// `carillon conversions import`: other rates between currencies.
@Command(description = "Puts other rates between currencies in the place of those that are there.")
final class ImportConversions extends ImportSheet {
  ImportConversions(Terminal terminal) {
    super(terminal, Sheet.conversions(terminal));
  }
}
