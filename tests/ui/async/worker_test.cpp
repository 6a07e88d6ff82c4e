#include "ui/async/worker.h"

#include "core/common/error.h"
#include "core/common/files/read_file.h"
#include "core/common/logging/log.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <exception>
#include <stdexcept>
#include <string>

namespace mien::ui {
namespace {

TEST(ErrorText, IsKeptInTheLogToo) {
  const test::TempFolder folder;
  openLog(folder.path(), LogLevel::Info);
  (void)errorText(std::make_exception_ptr(Error(ErrorKind::BadData, Message("the table is empty"))));
  (void)errorText(std::make_exception_ptr(std::runtime_error("vector::reserve")));
  openLog({}, LogLevel::Off);
  const std::string text = readFile(folder / "mien.log");
  EXPECT_NE(text.find(" error: the table is empty\n"), std::string::npos) << text;
  EXPECT_NE(text.find(" error: unforeseen: vector::reserve\n"), std::string::npos) << text;
}

} // namespace
} // namespace mien::ui
