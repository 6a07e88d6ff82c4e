#include "tests/support/temp_folder.h"
#include "ui/live/source/camera_list.h"
#include "ui/text/qt_strings.h"

#include <gtest/gtest.h>

namespace mien::ui::test {

namespace {

class CameraListTest : public testing::Test {
protected:
  CameraListTest() {
    add("video0", "Built-in camera", "0");
    add("video1", "Built-in camera", "1"); // gives data about the pictures, not pictures
    add("video2", "Desk camera", "0");
  }

  void add(const std::string& node, const std::string& name, const std::string& index) const {
    m_folder.write(node + "/name", name + "\n");
    m_folder.write(node + "/index", index + "\n");
  }

  [[nodiscard]] std::vector<Camera> locate(const std::vector<ListedCamera>& listed) const {
    return locateCameras(listed, toQt(m_folder.path()));
  }

  mien::test::TempFolder m_folder;
};

TEST_F(CameraListTest, DeviceFilesAreTakenAsTheyAre) {
  const auto cameras = locate({{"/dev/video4", "Other"}});
  ASSERT_EQ(cameras.size(), 1U);
  EXPECT_EQ(cameras[0], (Camera{"Other", "/dev/video4"}));
}

TEST_F(CameraListTest, OtherIdsAreFoundByName) {
  const auto cameras = locate({{"pipewire:51", "Desk camera"}, {"pipewire:52", "Unknown"}});
  ASSERT_EQ(cameras.size(), 2U);
  EXPECT_EQ(cameras[0].location, "/dev/video2");
  EXPECT_EQ(cameras[1].location, "1");
}

TEST_F(CameraListTest, WithoutABackEndTheSystemsListHasToDo) {
  const auto cameras = locate({});
  ASSERT_EQ(cameras.size(), 2U);
  EXPECT_EQ(cameras[0], (Camera{"Built-in camera", "/dev/video0"}));
  EXPECT_EQ(cameras[1], (Camera{"Desk camera", "/dev/video2"}));
}

TEST_F(CameraListTest, TwinsAreNumbered) {
  const auto cameras = locate({{"/dev/video0", "Twin"}, {"/dev/video2", "Twin"}});
  EXPECT_EQ(cameras[0].name, "Twin");
  EXPECT_EQ(cameras[1].name, "Twin (2)");
}

} // namespace

} // namespace mien::ui::test
