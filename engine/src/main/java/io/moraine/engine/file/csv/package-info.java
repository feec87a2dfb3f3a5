/**
 * CSV files, as RFC 4180 describes them and with the usual liberties.
 *
 * <p>Start with {@link io.moraine.engine.file.csv.CsvFile}. The only package that uses FastCSV.
 */
package io.moraine.engine.file.csv;
