package io.carillon.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is known of a number; what is not known is empty, never a guess.
///
/// @param country ISO 3166-1 alpha-2; empty = not known
/// @param source who told the network, or, where none is known, the rest; empty = nobody knows
///   anything
/// @param at when that was learned; empty where the source does not say
public record NumberFacts(
    Address number,
    String country,
    Optional<Type> type,
    Optional<Network> network,
    Optional<Source> source,
    Optional<Instant> at) {
  /// Nothing at all.
  public static NumberFacts none(Address number) {
    return new NumberFacts(
        number, "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The network alone.
  public static NumberFacts on(Network network, Address number, Source source, Instant at) {
    return new NumberFacts(
        number, "", Optional.empty(), Optional.of(network), Optional.of(source), Optional.of(at));
  }

  /// What kind of line a number is.
  public enum Type {
    MOBILE,
    FIXED,
    /// One or the other: the numbering plan does not tell them apart.
    FIXED_OR_MOBILE,
    TOLL_FREE,
    VOIP,
    SHORT_CODE;

    /// The stable lower-case word in APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The type with this word, in any case and with hyphens, blanks or underscores.
    public static Optional<Type> of(String word) {
      var name = word.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
      return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
  }

  /// Who told it, the most trusted first.
  public enum Source {
    /// A carrier named the network in a receipt.
    RECEIPT(1),
    /// The lookup that the settings name was asked.
    HTTP(2),
    /// A file of number ranges. Numbers that were ported away are wrong in it.
    RANGE(3),
    /// The public numbering plan; it knows no networks.
    NUMBERING_PLAN(4);

    private final int code;

    Source(int code) {
      this.code = code;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }

    /// The stable lower-case word in APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// These facts, and where they say nothing those of a source that is trusted less.
  public NumberFacts or(NumberFacts less) {
    boolean tells = network.isPresent() || (source.isPresent() && less.network.isEmpty());
    var named =
        network.isPresent() && less.network.isPresent()
            ? Optional.of(network.get().completedBy(less.network.get()))
            : network.or(less::network);
    return new NumberFacts(
        number,
        country.isEmpty() ? less.country : country,
        type.or(less::type),
        named,
        tells ? source : less.source,
        tells ? at : less.at);
  }
}
