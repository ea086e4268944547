package io.carillon.app.command;

import picocli.CommandLine.Command;

/// `carillon conversions export`: the rates between currencies.
@Command(description = "Writes the rates between currencies as comma-separated values.")
final class ExportConversions extends ExportSheet {
  ExportConversions(Terminal terminal) {
    super(terminal, Sheet.conversions(terminal));
  }
}
