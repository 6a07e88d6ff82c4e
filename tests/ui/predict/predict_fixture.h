#pragma once

#include "core/infer/classifier.h"
#include "tests/support/environment_variable.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/predict/analysis/shared_classifier.h"
#include "ui/predict/list/predict_entry_list_model.h"
#include "ui/predict/predict_page.h"

#include <opencv2/core/mat.hpp>

namespace mien::ui::test {

/// A window on its Predict page, images to drop on it, and a real (untrained) model of 48 px.
class PredictFixture : public WindowFixture {
protected:
  PredictFixture();

  [[nodiscard]] QString photo(const std::string& name, std::uint64_t seed = 3); ///< with two faces or three
  [[nodiscard]] QString crop(const std::string& name, std::uint64_t seed = 3);  ///< one face that fills the image
  [[nodiscard]] QString empty(const std::string& name);                         ///< nobody in it
  [[nodiscard]] QString broken(const std::string& name);                        ///< no image at all

  void useRealModel();
  /// One that takes a while for each face.
  void useSlowModel(int milliseconds);

  void dropAll(const QStringList& paths); ///< on the middle of the window
  bool waitUntilDone();                   ///< nothing runs any more
  [[nodiscard]] PredictEntry::State state(int row) const;
  [[nodiscard]] const PredictEntry& entry(int row) const;
  [[nodiscard]] PredictPage& page() const { return m_window->predictPage(); }

private:
  QString save(const std::string& name, const cv::Mat& image);
  mien::test::EnvironmentVariable m_noYunet;
};

} // namespace mien::ui::test
