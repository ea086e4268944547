package io.carillon.engine.sender;

/// What a sender can do. None can do voice: this server carries messages.
///
/// @param mms whether it carries MMS at home
/// @param twoWay whether people at home can answer it
public record Capabilities(boolean sms, boolean mms, boolean twoWay) {
  /// What a sender can do by its kind and the rules of its country.
  public static Capabilities of(Nature nature, CountryRules rules) {
    var home = rules.of(nature.country());
    boolean answerable = nature.isAnswerable();
    return new Capabilities(true, answerable && home.mms(), answerable && home.twoWay());
  }
}
