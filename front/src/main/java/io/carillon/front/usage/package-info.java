/// The usage lists that two dialects have alike: which stretches of time and which categories a
/// list is made of, and how much of each was used.
///
/// It never knows an account's door, a path before the last word or how a record is written. Start
/// at `UsageQuery`, then `UsageCategory` and `UsageSums`.
@NullMarked
package io.carillon.front.usage;

import org.jspecify.annotations.NullMarked;
