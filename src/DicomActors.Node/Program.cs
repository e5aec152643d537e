System.Console.WriteLine("dicomactors");
