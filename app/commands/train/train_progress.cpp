#include "app/commands/train/train_progress.h"

#include "core/common/text/json_text.h"
#include "core/common/text/shown_argument.h"
#include "core/common/text/shown_text.h"
#include "core/common/throttle.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>
#include <unistd.h>

namespace mien::cli {

namespace {

std::string duration(double seconds) {
  const auto total = static_cast<long>(std::lround(seconds));
  return total >= 3600 ? fmt::format("{}:{:02}:{:02}", total / 3600, total / 60 % 60, total % 60)
                       : fmt::format("{}:{:02}", total / 60, total % 60);
}

/// On standard output, at once.
void print(const std::string& text) {
  std::fputs(text.c_str(), stdout);
  std::fflush(stdout);
}

const char* statusText(TrainStatus status) {
  switch (status) {
  case TrainStatus::Finished:
    return "finished";
  case TrainStatus::StoppedEarly:
    return "stopped early";
  case TrainStatus::Stopped:
    return "stopped";
  }
  return "";
}

class TextProgress final : public TrainProgress {
public:
  explicit TextProgress(bool terminal)
      : m_terminal(terminal), m_throttle(terminal ? std::chrono::milliseconds(100) : std::chrono::seconds(15)) {}

  void onMessage(const Message& message) override {
    clearLine();
    print(shownText(message.english()) + "\n");
  }

  void onBatch(const BatchEvent& e) override {
    if (!m_throttle.due()) {
      return;
    }
    constexpr int kBar = 20;
    const int filled = static_cast<int>(kBar * e.step / e.steps);
    const std::string bar =
        std::string(static_cast<std::size_t>(filled), '#') + std::string(static_cast<std::size_t>(kBar - filled), '.');
    clearLine();
    print(fmt::format("epoch {}/{} {} px [{}] loss {:.3f} accuracy {:.3f} {:.0f} images/s, {} left{}", e.epoch,
                      e.epochs, e.size, bar, e.loss, e.accuracy, e.imagesPerSecond, duration(e.secondsLeft),
                      m_terminal ? "" : "\n"));
  }

  void onEpoch(const EpochEvent& e) override {
    clearLine();
    const EpochRecord& r = e.record;
    print(fmt::format("epoch {}/{} {} px: train loss {:.4f} accuracy {:.4f}, validation loss {:.4f} accuracy {:.4f}{}, "
                      "{:.0f} images/s, {}\n",
                      r.epoch, e.epochs, r.size, r.trainLoss, r.trainAccuracy, r.validLoss, r.validAccuracy,
                      e.best ? " (best)" : "", r.imagesPerSecond, duration(r.seconds)));
  }

  void finish(const TrainResult& result) override {
    clearLine();
    const std::size_t epochs = result.history.size();
    std::string text =
        fmt::format("{} after {} {}", statusText(result.status), epochs, epochs == 1 ? "epoch" : "epochs");
    if (result.bestEpoch > 0) {
      const EpochRecord& best = result.history[static_cast<std::size_t>(result.bestEpoch) - 1];
      text += fmt::format("; best epoch {}, validation loss {:.4f}, accuracy {:.4f}", best.epoch, best.validLoss,
                          best.validAccuracy);
    }
    text += "\n" + shownPath(result.folder) + "\n";
    if (result.status == TrainStatus::Stopped) {
      text += "go on with: mien-cli train --resume " + shownArgument(result.folder) + "\n";
    }
    print(text);
  }

private:
  void clearLine() const {
    if (m_terminal) {
      std::fputs("\r\033[K", stdout);
    }
  }

  bool m_terminal;
  Throttle m_throttle;
};

class JsonProgress final : public TrainProgress {
public:
  void onMessage(const Message& message) override { print({{"event", "message"}, {"text", message.english()}}); }

  void onBatch(const BatchEvent& e) override {
    print({{"event", "batch"},
           {"epoch", e.epoch},
           {"epochs", e.epochs},
           {"step", e.step},
           {"steps", e.steps},
           {"size", e.size},
           {"loss", e.loss},
           {"accuracy", e.accuracy},
           {"learning_rate", e.learningRate},
           {"images_per_second", e.imagesPerSecond},
           {"seconds_left", e.secondsLeft}});
  }

  void onEpoch(const EpochEvent& e) override {
    const EpochRecord& r = e.record;
    print({{"event", "epoch"},
           {"epoch", r.epoch},
           {"epochs", e.epochs},
           {"size", r.size},
           {"train_loss", r.trainLoss},
           {"train_accuracy", r.trainAccuracy},
           {"valid_loss", r.validLoss},
           {"valid_accuracy", r.validAccuracy},
           {"best", e.best},
           {"images_per_second", r.imagesPerSecond},
           {"seconds", r.seconds},
           {"seconds_left", e.secondsLeft}});
  }

  void onCheckpoint(const std::string& file) override { print({{"event", "checkpoint"}, {"file", file}}); }

  void finish(const TrainResult& result) override {
    print({{"event", "end"},
           {"status", statusText(result.status)},
           {"folder", result.folder.string()},
           {"epochs", result.history.size()},
           {"best_epoch", result.bestEpoch}});
  }

private:
  static void print(const nlohmann::ordered_json& line) { mien::cli::print(jsonText(line) + "\n"); }
};

} // namespace

std::unique_ptr<TrainProgress> makeTrainProgress(bool json) {
  if (json) {
    return std::make_unique<JsonProgress>();
  }
  return std::make_unique<TextProgress>(isatty(STDOUT_FILENO) != 0);
}

} // namespace mien::cli
