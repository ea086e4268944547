package io.carillon.model;

/// What makes a repeated request one message: kept 7 days.
///
/// @param key as the caller gave it, at most 255 characters
/// @param index the place in a bulk request, 0 for a single one
/// @param hash SHA-256 of the request, 64 hexadecimal digits: same key, other hash = a mistake
public record Idempotency(AccountId account, String key, int index, String hash) {}
