#!/usr/bin/env -S dotnet run
#:project ../src/Coalmine.Notebooks/Coalmine.Notebooks.csproj
#:property DisableTransitiveProjectReferences=false
#:property RestorePackagesWithLockFile=false
#:property UseCurrentRuntimeIdentifier=true
#:property PublishAot=false

// What happens in a canary rollout that goes wrong quietly? The first notebook as a program: dotnet run notebooks/first-rollout.cs
using Coalmine.Notebooks;

// Where this file lies, as `dotnet run` tells its program; a path of the compiler's would be a mapped one in a deterministic build.
string scenarios = Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "..", "scenarios");
var world = Lab.Scenario(Path.Combine(scenarios, "catalogue", "silent-accuracy-drop.yaml"));
var policy = Lab.Policy(Path.Combine(scenarios, "policies", "guide-table-sequential.yaml"));

var rollout = Lab.Simulate(world, policy);
rollout.Display();

var study = Lab.Study(world, policy, Lab.Policy(Path.Combine(scenarios, "policies", "dashboard.yaml")));
study.Display();

Directory.CreateDirectory("out");
study.Picture().Save(Path.Combine("out", "first-rollout.png"));
Console.WriteLine($"wrote {Path.Combine("out", "first-rollout.png")}");
