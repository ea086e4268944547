package io.carillon.engine.comply.limit;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import java.util.List;

/// How much an account may ask, send and arrange.
///
/// @param requests a second with all its keys, its token and its users; 0 = any number
/// @param messages a second; 0 = any number
/// @param messagesPerDay of UTC; 0 = any number
/// @param together messages that it and those below it send on a day, of UTC; 0 = any number
/// @param recipients of one request; 0 = any number
/// @param rows how many of each thing it may arrange
public record AccountLimits(
    int requests, int messages, int messagesPerDay, int together, int recipients, Rows rows) {
  /// How many of each thing it may arrange.
  ///
  /// @param keys API keys that open something
  /// @param accounts accounts that it opened and did not close
  /// @param applications that hear of messages
  /// @param esmes users of the SMPP server
  /// @param endpoints where it hears what happens in it
  public record Rows(
      int keys, int accounts, int users, int applications, int esmes, int endpoints) {
    private Rows within(Rows those) {
      return new Rows(
          Math.min(keys, those.keys),
          Math.min(accounts, those.accounts),
          Math.min(users, those.users),
          Math.min(applications, those.applications),
          Math.min(esmes, those.esmes),
          Math.min(endpoints, those.endpoints));
    }
  }

  /// How many of a kind anybody may have.
  private static final int ROWS_MAX = 10_000;

  /// Each is asked of each change of a message.
  private static final int ENDPOINTS_MAX = 1_000;

  private static final int RATE_MAX = 1_000_000;
  private static final int DAY_MAX = 1_000_000_000;
  private static final String EACH = ", 0 to 10000. Those that stand stay.";

  private static final List<Term> TERMS =
      List.of(
          new Term(
              "requests_per_second",
              "0",
              "Requests that an account may make a second with all its keys, its token and its"
                  + " users together, up to 1000000; 0: any number. Beyond it they are answered 429"
                  + " with Retry-After. A key's own rate holds, too."),
          new Term(
              "messages_per_second",
              "0",
              "Messages that an account may hand in a second, by whatever dialect or SMPP, up to"
                  + " 1000000; 0: any number. A request that brings several is taken whole, and"
                  + " what comes next waits the longer for it: it is answered 429 with Retry-After,"
                  + " over SMPP ESME_RMSGQFUL."),
          new Term(
              "messages_per_day",
              "0",
              "Messages that an account may send on one day (UTC), by whatever dialect or SMPP, up"
                  + " to 1000000000; 0: any number. Test messages do not count. What is beyond it"
                  + " is refused with day_used_up, 429, and Retry-After until midnight."),
          new Term(
              "messages_per_day_together",
              "0",
              "Messages that an account and all accounts below it may send on one day (UTC) taken"
                  + " together, up to 1000000000; 0: any number. They are counted from when it is"
                  + " set; what is beyond it is refused as with messages_per_day."),
          new Term(
              "recipients_per_request",
              "0",
              "Recipients whom one request may bring where a dialect takes a list, up to 10000; 0:"
                  + " as many as the dialect takes. A request with more is refused whole, 413."),
          new Term("keys", "10000", "API keys that open something" + EACH),
          new Term("accounts", "10000", "Accounts opened below it and not closed" + EACH),
          new Term("users", "10000", "Users" + EACH),
          new Term("applications", "10000", "Applications, which have the URLs of webhooks" + EACH),
          new Term("smpp_users", "10000", "Users of the SMPP server" + EACH),
          new Term(
              "endpoints",
              "50",
              "Endpoints, to which webhooks go, 0 to 1000. Those that stand stay."));

  /// What accounts may set, under the subject `limits`.
  public static Policy<AccountLimits> policy() {
    return new Policy<>("limits", TERMS, AccountLimits::of);
  }

  private static AccountLimits of(PolicyWords words) {
    return new AccountLimits(
        words.number("requests_per_second", 0, RATE_MAX),
        words.number("messages_per_second", 0, RATE_MAX),
        words.number("messages_per_day", 0, DAY_MAX),
        words.number("messages_per_day_together", 0, DAY_MAX),
        words.number("recipients_per_request", 0, ROWS_MAX),
        new Rows(
            words.number("keys", 0, ROWS_MAX),
            words.number("accounts", 0, ROWS_MAX),
            words.number("users", 0, ROWS_MAX),
            words.number("applications", 0, ROWS_MAX),
            words.number("smpp_users", 0, ROWS_MAX),
            words.number("endpoints", 0, ENDPOINTS_MAX)));
  }

  /// These, but nothing beyond what those let through.
  AccountLimits within(AccountLimits those) {
    return new AccountLimits(
        lower(requests, those.requests),
        lower(messages, those.messages),
        lower(messagesPerDay, those.messagesPerDay),
        lower(together, those.together),
        lower(recipients, those.recipients),
        rows.within(those.rows));
  }

  private static int lower(int one, int other) {
    return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
  }
}
