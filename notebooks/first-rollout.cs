#!/usr/bin/env -S dotnet run
#:project ../src/Coalmine.Notebooks/Coalmine.Notebooks.csproj
#:property DisableTransitiveProjectReferences=false
#:property RestorePackagesWithLockFile=false
#:property UseCurrentRuntimeIdentifier=true
#:property PublishAot=false

// What happens in a canary rollout that goes wrong quietly? The first notebook as a program: dotnet run notebooks/first-rollout.cs
using System.Runtime.CompilerServices;
using Coalmine.Notebooks;

string scenarios = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "scenarios");
var world = Lab.Scenario(Path.Combine(scenarios, "catalogue", "silent-accuracy-drop.yaml"));
var policy = Lab.Policy(Path.Combine(scenarios, "policies", "guide-table-sequential.yaml"));

var rollout = Lab.Simulate(world, policy);
rollout.Display();

var study = Lab.Study(world, policy, Lab.Policy(Path.Combine(scenarios, "policies", "dashboard.yaml")));
study.Display();

Directory.CreateDirectory("out");
study.Picture().Save(Path.Combine("out", "first-rollout.png"));
Console.WriteLine($"wrote {Path.Combine("out", "first-rollout.png")}");

static string ThisFile([CallerFilePath] string path = "") => path;
