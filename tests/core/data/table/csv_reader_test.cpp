#include "core/data/table/csv_reader.h"

#include "core/common/error.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

namespace mien::detail {

namespace {

using test::TempFolder;
using testing::ElementsAre;
using Rows = std::vector<std::vector<std::string>>;

Rows read(std::string_view content) {
  const TempFolder folder;
  CsvReader reader(folder.write("table.csv", content));
  Rows rows;
  for (CsvRow row; reader.next(row);) {
    rows.push_back(row.fields);
  }
  return rows;
}

// As a spreadsheet saves "Unicode text", the byte-order mark in front; ASCII letters only.
std::string utf16(std::string_view text, bool bigEndian, bool mark = true) {
  std::string result;
  const auto add = [&](char high, char low) {
    result += bigEndian ? high : low;
    result += bigEndian ? low : high;
  };
  if (mark) {
    add('\xFE', '\xFF');
  }
  for (const char letter : text) {
    add('\0', letter);
  }
  return result;
}

const Rows kExpected = {{"emotion", "pixels"}, {"3", "1 2 3 4"}, {"0", "5 6 7 8"}};

TEST(CsvReader, ReadsEveryDelimiterAndLineEnd) {
  EXPECT_EQ(read("emotion,pixels\n3,1 2 3 4\n0,5 6 7 8\n"), kExpected);
  EXPECT_EQ(read("emotion;pixels\r\n3;1 2 3 4\r\n0;5 6 7 8"), kExpected);
  EXPECT_EQ(read("emotion\tpixels\r3\t1 2 3 4\r0\t5 6 7 8\r"), kExpected) << "tabs, and carriage returns alone";
  EXPECT_EQ(read("emotion|pixels\n3|1 2 3 4\n0|5 6 7 8\n"), kExpected);
  EXPECT_EQ(read("sep=;\nemotion;pixels\n3;1 2 3 4\n0;5 6 7 8\n"), kExpected);
  EXPECT_EQ(read("\"sep=|\"\r\nemotion|pixels\r\n3|1 2 3 4\r\n0|5 6 7 8\r\n"), kExpected);
}

TEST(CsvReader, ReadsUtf16AndByteOrderMarks) {
  const std::string text = "emotion;pixels\r\n3;1 2 3 4\r\n0;5 6 7 8\r\n";
  EXPECT_EQ(read("\xEF\xBB\xBF" + text), kExpected);
  for (const bool bigEndian : {false, true}) {
    EXPECT_EQ(read(utf16(text, bigEndian)), kExpected);
    EXPECT_EQ(read(utf16(text, bigEndian, false)), kExpected) << "without a mark";
    EXPECT_EQ(read(utf16("emotion\tpixels\r3\t1 2 3 4\r0\t5 6 7 8", bigEndian)), kExpected);
  }
  // "é,😀" in UTF-16: U+00E9, and U+1F600 as two halves; a half alone becomes the replacement character.
  EXPECT_EQ(read(std::string("\xFF\xFE\xE9\x00,\x00\x3D\xD8\x00\xDE,\x00\x3D\xD8", 14)),
            (Rows{{"\xC3\xA9", "\xF0\x9F\x98\x80", "\xEF\xBF\xBD"}}));
}

TEST(CsvReader, QuotesHoldDelimitersAndQuotes) {
  EXPECT_EQ(read("\"a,b\",\"say \"\"so\"\"\",\"(0, 0, 48, 48)\"\n"), (Rows{{"a,b", "say \"so\"", "(0, 0, 48, 48)"}}));
  EXPECT_EQ(read("0;[1, 2, 3, 4];Training\n"), (Rows{{"0", "[1, 2, 3, 4]", "Training"}})) << "commas in brackets";
  EXPECT_EQ(read("train_00001.jpg 5\n"), (Rows{{"train_00001.jpg", "5"}})) << "a list with blanks";
}

TEST(CsvReader, LinesMayBeginInOneChunkAndEndInTheNext) {
  // Chunks are read by 256 KiB; lines of 1,000 letters lie across each of their borders.
  std::string content;
  for (int i = 0; i < 1000; ++i) {
    content += std::to_string(1000 + i) + "," + std::string(995, 'x') + "\n";
  }
  for (const bool wide : {false, true}) {
    const TempFolder folder;
    CsvReader reader(folder.write("table.csv", wide ? utf16(content, false) : content));
    CsvRow row;
    for (int i = 0; i < 1000; ++i) {
      ASSERT_TRUE(reader.next(row));
      ASSERT_THAT(row.fields, ElementsAre(std::to_string(1000 + i), std::string(995, 'x')));
      ASSERT_EQ(row.line, static_cast<std::size_t>(i + 1));
      ASSERT_EQ(row.offset, wide ? 2 + 2002U * static_cast<std::size_t>(i) : 1001U * static_cast<std::size_t>(i));
      ASSERT_EQ(row.length, wide ? 2000U : 1000U);
    }
    EXPECT_FALSE(reader.next(row));
  }
}

TEST(CsvReader, LinesWithoutEndAreRefused) {
  const TempFolder folder;
  const auto file = folder.write("endless.csv", "a,b\n" + std::string((std::size_t{1} << 24) + 10, '7'));
  CsvReader reader(file);
  CsvRow row;
  EXPECT_TRUE(reader.next(row));
  try {
    (void)reader.next(row);
    FAIL() << "read it";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::BadData);
    EXPECT_THAT(error.what(), testing::HasSubstr("endless.csv:2 is longer than 16 MiB"));
  }
}

TEST(CsvReader, APipeIsRefusedNotWaitedFor) {
  const TempFolder folder;
  const auto pipe = folder / "pipe.csv";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THROW(CsvReader reader(pipe), Error);
  EXPECT_THROW(CsvReader reader(folder / "absent.csv"), Error);
}

} // namespace

} // namespace mien::detail
