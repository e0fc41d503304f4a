package safeconduct.catalog.classify;

/** What a parameter decides about a call. */
public enum Role {
    /** Where something goes: recipient, URL, host, account, channel, path that is written. */
    DESTINATION,
    /** Which existing thing is meant: id, name of an object, path that is read, row, date of a lookup. */
    SELECTOR,
    /** Free text and values that are stored or sent: body, title, query in plain words, name of a new thing. */
    CONTENT,
    /** How much: money, or a quantity that is bought or moved. */
    AMOUNT,
    /** What is run: shell command, script, SQL, expression. */
    CODE,
    /** Password, token, key. */
    CREDENTIAL,
    /** Switches, formats, page sizes, times: no harm by itself. */
    OTHER
}
