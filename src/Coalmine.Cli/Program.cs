using Coalmine.Cli.Commands;

return CoalmineCommand.Run(args);
