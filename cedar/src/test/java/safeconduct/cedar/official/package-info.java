/** The official engine as the oracle of our tests. */
@org.jspecify.annotations.NullMarked
package safeconduct.cedar.official;
