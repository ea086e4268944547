package io.carillon.model;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Where the changes of one message are told, and which of them.
///
/// @param url an absolute http or https URL, at most 2,048 characters
/// @param events the statuses that are told
public record Callback(String url, Set<Status> events) {
  private static final int URL_MAX = 2_048;

  public Callback {
    if (url.length() > URL_MAX) {
      throw new IllegalArgumentException("callback URL over 2,048 characters");
    }
    events = Set.copyOf(events);
  }

  /// The lane before this endpoint for an account: the account, scheme, host and port.
  public String lane(AccountId account) {
    int end = url.indexOf("://") + 3;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return account.value().hex() + ' ' + url.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /// The events as a bit for each status, by its code: the form in storage.
  public int mask() {
    int mask = 0;
    for (var status : events) {
      mask |= 1 << status.code();
    }
    return mask;
  }

  /// The events that [#mask] made.
  public static Set<Status> events(int mask) {
    var events = EnumSet.noneOf(Status.class);
    for (var status : Status.values()) {
      if ((mask & 1 << status.code()) != 0) {
        events.add(status);
      }
    }
    return events;
  }
}
