package io.carillon.app.command;

import picocli.CommandLine.Command;

/// `carillon rates export`: the price list.
@Command(description = "Writes the price list as comma-separated values.")
final class ExportRates extends ExportSheet {
  ExportRates(Terminal terminal) {
    super(terminal, Sheet.rates(terminal));
  }
}
