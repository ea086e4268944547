package io.carillon.front.restcomm;

import java.util.List;

/// The paths of one resource below an account: its list and its single ones. Both come with `.json`
/// too, where a single one may have it behind the name of the list, as Restcomm-Connect has it, or
/// at its end, as the newer pages have it.
///
/// @param path for instance `/SMS/Messages`
record Patterns(String path) {
  /// The variable that names the account.
  static final String ACCOUNT = "account";

  /// The variable that names a single resource.
  static final String SID = "sid";

  private static final String ROOT = "/Accounts/{" + ACCOUNT + "}";

  /// The patterns of the list.
  List<String> list() {
    return List.of(ROOT + path, ROOT + path + ".json");
  }

  /// The patterns of a single resource.
  List<String> one() {
    var one = "/{" + SID + "}";
    return List.of(ROOT + path + one, ROOT + path + one + ".json", ROOT + path + ".json" + one);
  }
}
