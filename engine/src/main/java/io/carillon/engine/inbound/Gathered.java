package io.carillon.engine.inbound;

import io.carillon.model.Content;
import io.carillon.model.Fragment;
import io.carillon.model.Payload;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Report.Delivery;
import io.carillon.model.Report.Manner;
import io.carillon.model.Report.Part;
import io.carillon.wire.text.Alphabet;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Reading;
import io.carillon.wire.text.Udh;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Parts of one text, read as one.
///
/// Parts that follow one another in the same alphabet and tables are joined before they are read,
/// since some handsets split an escape or a surrogate pair between them. Where a part is no text,
/// all are octets.
final class Gathered {
  private static final int NAMED_MAX = 20;

  private Gathered() {}

  /// The message that these make.
  ///
  /// @param parts of one series, by their numbers, at least one; some may be missing
  /// @param why nothing more is waited for; told where some are missing
  static Arrived of(List<Fragment> parts, String why) {
    var first = parts.getFirst();
    var odd = new ArrayList<String>();
    missing(parts).ifPresent(told -> odd.add("partial: " + told + " " + why));
    for (var part : parts) {
      for (var words : part.arrived().manner().odd()) {
        odd.add("part " + part.part().number() + ": " + words);
      }
    }
    var content = content(parts, odd);
    var arrived = first.arrived();
    var manner = new Manner(Part.WHOLE, odd, Delivery.NONE);
    return new Arrived(arrived.channel(), arrived.from(), arrived.to(), content, manner);
  }

  /// Which parts did not come; empty where all did.
  private static Optional<String> missing(List<Fragment> parts) {
    var numbers = parts.stream().map(part -> part.part().number()).collect(Collectors.toSet());
    int total = parts.getFirst().part().total();
    if (numbers.size() == total) {
      return Optional.empty();
    }
    var absent = new ArrayList<String>();
    for (int number = 1; number <= total && absent.size() < NAMED_MAX; number++) {
      if (!numbers.contains(number)) {
        absent.add(Integer.toString(number));
      }
    }
    int count = total - numbers.size();
    var rest = count > absent.size() ? ", …" : "";
    return Optional.of(
        count + " of " + total + " parts missing (" + String.join(", ", absent) + rest + ")");
  }

  private static Content content(List<Fragment> parts, List<String> odd) {
    var text = new StringBuilder();
    for (int i = 0; i < parts.size(); ) {
      var run = new ArrayList<Reading>();
      int number = parts.get(i).part().number();
      while (i < parts.size() && parts.get(i).part().number() == number) {
        run.add(reading(parts.get(i++)));
        number++;
      }
      var words = Reading.text(run);
      if (words.isEmpty()) {
        return binary(parts, odd);
      }
      text.append(words.get());
    }
    return new Content.Text(text.toString());
  }

  private static Reading reading(Fragment fragment) {
    var script = fragment.part().script();
    var udh = new Udh(Optional.empty(), Optional.empty(), script.single(), script.locking());
    return new Reading(Alphabet.valueOf(script.alphabet()), udh, octets(fragment));
  }

  /// None where the key of what it says was destroyed.
  private static Octets octets(Fragment fragment) {
    return fragment.arrived().content() instanceof Content.Binary(var data, _)
        ? Octets.owning(data.octets())
        : Octets.NONE;
  }

  private static Content binary(List<Fragment> parts, List<String> odd) {
    var all = Octets.NONE;
    for (var part : parts) {
      all = all.plus(octets(part));
    }
    if (all.size() > Payload.OCTETS_MAX) {
      odd.add("only the first 16 KiB of " + all.size() + " octets are kept");
      all = all.slice(0, Payload.OCTETS_MAX);
    }
    var ports =
        parts.getFirst().arrived().content() instanceof Content.Binary(_, var to)
            ? to
            : Optional.<Content.Ports>empty();
    return new Content.Binary(new Payload(all.toBytes()), ports);
  }
}
