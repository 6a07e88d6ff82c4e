#pragma once

#include "core/face/detectors/face_detector.h"
#include "core/live/source/frame_source.h"
#include "tests/support/temp_folder.h"
#include "ui/live/live_page.h"
#include "ui/live/session/live_controller.h"
#include "ui/workspace/workspace.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace mien::ui::test {

/// Lets events run until `condition` holds; false after 20 s without.
bool waitFor(const std::function<bool()>& condition);

/// A shown Live page whose engine finds two faces in every picture and whose source is a script that the test steers.
class LiveFixture : public testing::Test {
protected:
  LiveFixture();
  ~LiveFixture() override;

  void chooseModel(); ///< a file that stands for one
  void chooseCamera() { chooseCamera(*m_page); }
  bool startAndSee() { return startAndSee(*m_page); } ///< true once a result is shown

  // The same for a page of a window.
  void useScript(LivePage& page); ///< the engine and the source of this fixture
  static void chooseCamera(LivePage& page);
  bool startAndSee(LivePage& page);

  enum class Script { Frames, Video, Lost, End, Missing }; ///< Video: frames of a source that can end
  static std::unique_ptr<FrameSource> openScript(const std::shared_ptr<std::atomic<Script>>& script);

  mien::test::TempFolder m_folder;
  std::shared_ptr<std::atomic<Script>> m_script = std::make_shared<std::atomic<Script>>(Script::Frames);
  std::unique_ptr<Workspace> m_workspace;
  std::unique_ptr<LivePage> m_page;
};

} // namespace mien::ui::test
