package io.carillon.engine.billing;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What an account has set about its balance.
///
/// @param below it is told when less than that is left, in micro-units of its currency; empty = off
/// @param webhook where it is told; empty = nowhere but in the log and the figures
public record BalancePolicy(OptionalLong below, Optional<String> webhook) {
  private static final int URL_MAX = 2_048;
  private static final int DECIMALS = 6;

  private static final List<Term> TERMS =
      List.of(
          new Term(
              "low_below",
              "",
              "You are told once when your balance falls below this amount of its currency, for"
                  + " instance 25.50, and again only after it was at least that; empty = never."
                  + " Credit does not count."),
          new Term(
              "low_webhook",
              "",
              "The URL to which that is posted, signed like all webhooks of /v2; where it is empty"
                  + " the log and the figures alone tell."));

  /// The form in which accounts set it: subject `balance`.
  public static Policy<BalancePolicy> policy() {
    return new Policy<>("balance", TERMS, BalancePolicy::of);
  }

  private static BalancePolicy of(PolicyWords words) {
    var below =
        words.read(
            "low_below",
            "an amount such as 25 or 25.50, at most six decimals, or nothing",
            text -> text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(micros(text)),
            OptionalLong.empty());
    var webhook =
        words.read(
            "low_webhook",
            "an http or https URL of at most 2048 characters, or nothing",
            text -> text.isEmpty() ? Optional.<String>empty() : Optional.of(url(text)),
            Optional.<String>empty());
    return new BalancePolicy(below, webhook);
  }

  private static long micros(String text) {
    if (!text.matches("-?[0-9]{1,12}(\\.[0-9]{1,6})?")) {
      throw new IllegalArgumentException("no amount");
    }
    return new BigDecimal(text).movePointRight(DECIMALS).longValueExact();
  }

  private static String url(String text) {
    var url = URI.create(text);
    boolean isHttp =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    if (!isHttp || url.getHost() == null || text.length() > URL_MAX) {
      throw new IllegalArgumentException("no URL");
    }
    return text;
  }
}
