package io.carillon.engine.billing;

import io.carillon.model.AccountId;
import io.carillon.model.Allowance;
import io.carillon.model.Allowance.Measure;
import io.carillon.model.Allowance.Span;
import io.carillon.model.Channel;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an operator offers to accounts for a calendar month, in UTC. Prices are not touched by it:
/// what a message costs, the account pays, within the plan too.
///
/// @param limits at most [#LIMITS_MAX]
public record Plan(Id id, String name, List<Limit> limits) {
  /// How many limits one may have.
  public static final int LIMITS_MAX = 20;

  private static final String LIMITS = "limits";
  private static final String ALL = "*";
  private static final int WORDS = 6;
  private static final String HARD = "hard";
  private static final String SOFT = "soft";

  public Plan {
    limits = List.copyOf(limits);
  }

  /// One limit.
  ///
  /// @param channel empty = all of them together
  /// @param country of the person, ISO 3166-1 alpha-2; empty = all of them together
  /// @param most in messages, segments or micro-units
  /// @param currency of amounts; empty where no amount is measured
  /// @param hard whether messages beyond it are refused; else it only shows
  public record Limit(
      Optional<Channel> channel,
      String country,
      Measure measure,
      long most,
      String currency,
      boolean hard) {
    /// One for all countries together.
    public Limit(
        Optional<Channel> channel, Measure measure, long most, String currency, boolean hard) {
      this(channel, "", measure, most, currency, hard);
    }

    /// What it allows an account between two days.
    public Allowance of(AccountId account, Span span) {
      return new Allowance(account, span, channel, country, measure, currency, most);
    }

    private String line() {
      return String.join(
          " ",
          channel.map(Channel::word).orElse(ALL),
          measure.word(),
          Long.toString(most),
          currency.isEmpty() ? ALL : currency,
          hard ? HARD : SOFT,
          country.isEmpty() ? ALL : country);
    }

    /// Those of older versions name no country.
    private static Limit read(String line) {
      var words = line.split(" ", -1);
      return new Limit(
          Channel.of(words[0]),
          words.length < WORDS || words[5].equals(ALL) ? "" : words[5],
          Measure.of(words[1]).orElseThrow(),
          Long.parseLong(words[2]),
          words[3].equals(ALL) ? "" : words[3],
          words[4].equals(HARD));
    }
  }

  /// The plan that a resource of its kind keeps.
  public static Plan of(Resource resource) {
    var limits = resource.lines(LIMITS).stream().map(Limit::read).toList();
    return new Plan(resource.id(), resource.name(), limits);
  }

  /// What is kept of it beside its name.
  public Map<String, String> facts() {
    var facts = new HashMap<String, String>();
    if (!limits.isEmpty()) {
      facts.put(LIMITS, limits.stream().map(Limit::line).collect(Collectors.joining("\n")));
    }
    return facts;
  }
}
