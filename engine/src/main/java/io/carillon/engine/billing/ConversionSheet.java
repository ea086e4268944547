package io.carillon.engine.billing;

import io.carillon.model.Conversions;
import io.carillon.model.Conversions.Rate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The rates between currencies as a sheet of comma-separated values: a line of column names, then
/// a rate a line. It is read as a [PriceSheet] is.
///
/// @param rates those of the lines that are well
/// @param troubles what is wrong, in the order of the lines; where there is any nothing should be
///   taken
public record ConversionSheet(List<Rate> rates, List<String> troubles) {
  /// The names of the columns, in the order in which they are written.
  public static final List<String> COLUMNS = List.of("from", "to", "rate", "since");

  private static final Pattern RATE = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,12})?");

  private static final SheetReading.Form<Rate> FORM =
      new SheetReading.Form<>(
          COLUMNS,
          Set.of("from", "to", "rate"),
          Conversions.ROWS_MAX,
          ConversionSheet::rate,
          rate -> List.of(rate.from(), rate.to(), rate.since()));

  public ConversionSheet {
    rates = List.copyOf(rates);
    troubles = List.copyOf(troubles);
  }

  /// Reads a sheet.
  public static ConversionSheet read(String text) {
    var read = SheetReading.read(text, FORM);
    return new ConversionSheet(read.rows(), read.troubles());
  }

  /// A sheet's lines under their names, ended as RFC 4180 has it.
  public static String write(List<Rate> rates) {
    var sheet = new StringBuilder(String.join(",", COLUMNS)).append("\r\n");
    for (var rate : rates) {
      var since = rate.since().map(Instant::toString).orElse("");
      var values = List.of(rate.from(), rate.to(), rate.digits(), since);
      sheet.append(String.join(",", values)).append("\r\n");
    }
    return sheet.toString();
  }

  private static Optional<Rate> rate(SheetLine line) {
    var from = line.currency("from");
    var to = line.currency("to");
    var rate = line.number("rate", "a number with at most twelve decimals", RATE);
    var since = line.moment("since");
    if (from.isPresent() && from.equals(to)) {
      line.wrong("to must be another currency than from");
    }
    if (rate.map(BigDecimal::signum).orElse(1) == 0) {
      line.wrong("rate must be more than zero");
    }
    return line.wrongs().isEmpty()
        ? Optional.of(new Rate(from.orElseThrow(), to.orElseThrow(), rate.orElseThrow(), since))
        : Optional.empty();
  }
}
