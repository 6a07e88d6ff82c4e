#include "core/train/run_list.h"

#include "core/common/error.h"
#include "core/common/files/make_folder.h"
#include "core/common/text/shown_text.h"
#include "core/train/history.h"
#include "core/train/trainer.h"

#include <algorithm>

namespace mien {

namespace fs = std::filesystem;

namespace {

constexpr const char* kRunFiles[] = {RunFiles::kConfig, RunFiles::kHistory, RunFiles::kBest, RunFiles::kFinal,
                                     RunFiles::kCheckpoint};

bool has(const fs::path& folder, const char* name) {
  std::error_code ignored;
  return fs::is_regular_file(folder / name, ignored);
}

bool isRun(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_directory(folder, ignored) &&
         std::ranges::any_of(kRunFiles, [&](const char* name) { return has(folder, name); });
}

fs::file_time_type lastChange(const fs::path& folder) {
  auto latest = fs::file_time_type::min();
  for (const char* name : kRunFiles) {
    std::error_code missing;
    const auto time = fs::last_write_time(folder / name, missing);
    latest = missing ? latest : std::max(latest, time);
  }
  return latest;
}

/// "saved/run-1/" has an empty filename().
fs::path withoutSlash(const fs::path& folder) { return folder.filename().empty() ? folder.parent_path() : folder; }

void requireRun(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::exists(folder, ignored)) {
    throw Error(ErrorKind::NotFound,
                Message("{folder}: not found; it may have been moved or deleted", {{"folder", shownPath(folder)}}));
  }
  if (!isRun(folder)) {
    throw Error(ErrorKind::BadArgument,
                Message("{folder}: is not a run folder; it is left alone", {{"folder", shownPath(folder)}}));
  }
}

} // namespace

std::optional<EpochRecord> RunInfo::best() const {
  const auto found = std::ranges::min_element(history, {}, &EpochRecord::validLoss);
  return found == history.end() ? std::nullopt : std::optional(*found);
}

double RunInfo::seconds() const {
  double sum = 0;
  for (const EpochRecord& record : history) {
    sum += record.seconds;
  }
  return sum;
}

RunInfo readRun(const fs::path& path) {
  RunInfo run;
  run.folder = withoutSlash(path);
  run.changed = lastChange(run.folder);
  run.finished = has(run.folder, RunFiles::kFinal);
  run.checkpoint = has(run.folder, RunFiles::kCheckpoint);
  for (const char* name : {RunFiles::kFinal, RunFiles::kBest}) {
    run.weights = has(run.folder, name) ? run.folder / name : run.weights;
  }
  try {
    if (has(run.folder, RunFiles::kHistory)) {
      run.history = readHistory(run.folder / RunFiles::kHistory);
    }
    run.config = readRunConfig(run.folder);
    validate(run.config);
  } catch (const Error& error) {
    run.problem = error.what();
  }
  run.resumable = !run.finished && run.problem.empty();
  return run;
}

std::vector<RunInfo> listRuns(const fs::path& saved) {
  std::vector<RunInfo> runs;
  std::error_code problem;
  if (!fs::exists(saved, problem)) {
    return runs;
  }
  fs::directory_iterator entries(saved, problem);
  for (; !problem && entries != fs::directory_iterator(); entries.increment(problem)) {
    if (isRun(entries->path())) {
      runs.push_back(readRun(entries->path()));
    }
  }
  if (problem) {
    throw Error(ErrorKind::Io, Message("{saved}: cannot be read: {reason}",
                                       {{"saved", shownPath(saved)}, {"reason", problem.message()}}));
  }
  std::ranges::sort(runs, [](const RunInfo& a, const RunInfo& b) {
    return a.changed != b.changed ? a.changed > b.changed : a.folder < b.folder;
  });
  return runs;
}

void validateRunName(const std::string& name) {
  const bool plain = !name.empty() && !name.starts_with('.') && name.size() <= 200 &&
                     std::ranges::none_of(name, [](unsigned char c) { return c < 32 || c == '/' || c == '\\'; });
  if (!plain) {
    throw Error(ErrorKind::BadArgument, Message("\"{name}\" cannot be the name of a run: it must be a plain folder "
                                                "name, without slashes and not beginning with a dot",
                                                {{"name", shownText(name)}}));
  }
}

std::string freeRunName(const fs::path& saved, const std::string& stem) {
  std::error_code ignored;
  int number = 1;
  while (fs::exists(saved / (stem + "-" + std::to_string(number)), ignored)) {
    ++number;
  }
  return stem + "-" + std::to_string(number);
}

bool claimRun(const fs::path& saved, const std::string& name) {
  makeFolder(saved);
  std::error_code problem;
  const bool made = fs::create_directory(saved / name, problem); // of several that try, one makes it
  std::error_code ignored;
  if (problem && !fs::exists(saved / name, ignored)) {
    throw Error(problem == std::errc::no_space_on_device ? ErrorKind::DiskFull : ErrorKind::Io,
                Message("{name}: cannot be made: {reason}",
                        {{"name", shownPath(saved / name)}, {"reason", problem.message()}}));
  }
  return made;
}

std::string claimRunName(const fs::path& saved, const std::string& stem) {
  for (;;) {
    std::string name = freeRunName(saved, stem);
    if (claimRun(saved, name)) {
      return name;
    }
  }
}

fs::path renameRun(const fs::path& path, const std::string& name) {
  fs::path folder = withoutSlash(path);
  validateRunName(name);
  requireRun(folder);
  fs::path target = folder.parent_path() / name;
  if (target == folder) {
    return folder;
  }
  std::error_code problem;
  if (fs::exists(target, problem)) {
    throw Error(ErrorKind::BadArgument,
                Message("{file}: exists already; choose another name", {{"file", shownPath(target)}}));
  }
  fs::rename(folder, target, problem);
  if (problem) {
    throw Error(ErrorKind::Io, Message("{folder}: cannot be renamed: {reason}",
                                       {{"folder", shownPath(folder)}, {"reason", problem.message()}}));
  }
  try {
    TrainConfig config = readRunConfig(target);
    config.name = name;
    writeRunConfig(target, config);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::Io || error.kind() == ErrorKind::DiskFull) {
      throw;
    } // a damaged config.json stays as it is: the folder's name is what counts
  }
  return target;
}

void deleteRun(const fs::path& path) {
  const fs::path folder = withoutSlash(path);
  requireRun(folder);
  std::error_code problem;
  fs::remove_all(folder, problem);
  if (problem) {
    throw Error(ErrorKind::Io, Message("{folder}: cannot be deleted whole: {reason}",
                                       {{"folder", shownPath(folder)}, {"reason", problem.message()}}));
  }
}

} // namespace mien
