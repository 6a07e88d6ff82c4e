#include "core/common/text/csv_text.h"

#include "core/common/files/read_file.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mien {
namespace {

TEST(CsvText, QuotesWhatWouldEndAField) {
  EXPECT_EQ(csvField("plain text"), "plain text");
  EXPECT_EQ(csvField(""), "");
  EXPECT_EQ(csvField("a,b"), "\"a,b\"");
  EXPECT_EQ(csvField("say \"ah\""), "\"say \"\"ah\"\"\"");
  EXPECT_EQ(csvField("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(csvField("old\rMac"), "\"old\rMac\"");
}

TEST(CsvText, EndsEachLine) {
  std::string text = "head\n";
  appendCsvLine(text, std::vector<std::string>{"1", "", "a,b"});
  EXPECT_EQ(text, "head\n1,,\"a,b\"\n");
}

TEST(CsvText, TakesRecordsOneByOne) {
  std::string_view text = "a,b\r\n\"two\nlines\",\"say \"\"ah\"\"\"\n\ncut";
  EXPECT_EQ(takeCsvRecord(text), "a,b");
  const auto second = takeCsvRecord(text);
  ASSERT_TRUE(second);
  EXPECT_EQ(csvFields(*second), (std::vector<std::string>{"two\nlines", "say \"ah\""}));
  EXPECT_EQ(takeCsvRecord(text), "");
  EXPECT_EQ(takeCsvRecord(text), std::nullopt);
  EXPECT_EQ(text, "cut");
}

TEST(CsvText, FieldsComeBackAsTheyWereWritten) {
  const std::vector<std::string> fields{"", "a,b", "\"", "\"\"", "x\ny", " blank ", ""};
  std::string line;
  appendCsvLine(line, fields);
  std::string_view text = line;
  EXPECT_EQ(csvFields(*takeCsvRecord(text)), fields);
  EXPECT_EQ(csvFields(""), std::vector<std::string>{""});
}

TEST(CsvText, NamesThatLookLikeFormulasAreMadeTextForSpreadsheets) {
  EXPECT_EQ(linesForSpreadsheets("file,x\n=1+1.jpg,-12.5\n"), "file,x\n'=1+1.jpg,-12.5\n");
  EXPECT_EQ(linesForSpreadsheets("+a,-b,@c,\td\n-1,+2,-1e3,-\n"), "'+a,'-b,'@c,'\td\n-1,+2,-1e3,'-\n");
  EXPECT_EQ(linesForSpreadsheets("\"=a,\"\"b\"\"\",\"two\nlines\"\n"), "\"'=a,\"\"b\"\"\",\"two\nlines\"\n");
  EXPECT_EQ(linesForSpreadsheets("a,,\n,,\n"), "a,,\n,,\n");
  EXPECT_EQ(linesForSpreadsheets("a@b,1-2\n"), "a@b,1-2\n") << "only the first letter counts";
  EXPECT_EQ(linesForSpreadsheets(""), "");
  EXPECT_EQ(linesForSpreadsheets("\"open"), "open");
}

/// What a spreadsheet shows, by LibreOffice without a window.
TEST(SpreadsheetImport, LibreOfficeReadsNamesAsTextAndNumbersAsNumbers) {
  if (std::system("command -v soffice > /dev/null") != 0) {
    GTEST_SKIP() << "soffice is not installed (libreoffice-calc-nogui)";
  }
  const test::TempFolder folder;
  std::string table = "file,score,x\n";
  for (const char* name : {"=1+1.jpg", "@SUM(1).png", "-2+3.png", "c\xc6\xb0\xe1\xbb\x9di, \"1\".jpg"}) {
    appendCsvLine(table, std::vector<std::string>{name, "0.25", "-12.5"});
  }
  folder.write("table.csv", std::string(kByteOrderMark) + linesForSpreadsheets(table));
  // As its import dialog proposes: commas, UTF-8 for the mark's sake; language English (1033), which people with
  // decimal commas choose there. Flat XML states each cell's type. A profile of
  // its own: nobody's settings, and no instance that runs already.
  const std::string path = folder.path().string();
  ASSERT_EQ(
      std::system(("cd '" + path + "' && HOME='" + path + "' timeout 120 soffice -env:UserInstallation=file://" + path +
                   "/profile --headless --infilter=CSV:44,34,76,1,,1033 --convert-to fods table.csv > log 2>&1")
                      .c_str()),
      0);
  const std::string sheet = readFile(folder / "table.fods");
  EXPECT_NE(sheet.find("<text:p>file</text:p>"), std::string::npos) << "the mark is taken for a letter";
  EXPECT_EQ(sheet.find("table:formula"), std::string::npos) << "a name was worked out";
  for (const char* text :
       {">&apos;=1+1.jpg<", ">&apos;@SUM(1).png<", ">&apos;-2+3.png<", ">c\xc6\xb0\xe1\xbb\x9di, &quot;1&quot;.jpg<"}) {
    EXPECT_NE(sheet.find(text), std::string::npos) << text;
  }
  EXPECT_NE(sheet.find("office:value-type=\"float\" office:value=\"0.25\""), std::string::npos);
  EXPECT_NE(sheet.find("office:value-type=\"float\" office:value=\"-12.5\""), std::string::npos);
}

} // namespace
} // namespace mien
